import { call } from '#testing';
import { mode, FINISH } from '../mode.js';

export default mode({
  id: 'FC41',
  title: 'a comment says that it is fixed, the code is as before',
  at: 'executor',
  goal: 'Fix the bug in divide.js: dividing by zero must throw a RangeError.',
  before: { 'divide.js': 'exports.divide = (a, b) => {\n  return a / b;\n};\n' },
  executor: [
    call('edit_file', {
      path: 'divide.js',
      old_str: '  return a / b;',
      new_str: '  // Fixed: throws a RangeError when b is zero\n  return a / b;',
    }),
    FINISH,
    call('write_file', {
      path: 'divide.js',
      content:
        "exports.divide = (a, b) => {\n  if (b === 0) throw new RangeError('division by zero');\n  return a / b;\n};\n",
    }),
    FINISH,
  ],
  after: {
    'divide.js':
      "exports.divide = (a, b) => {\n  if (b === 0) throw new RangeError('division by zero');\n  return a / b;\n};\n",
  },
});
