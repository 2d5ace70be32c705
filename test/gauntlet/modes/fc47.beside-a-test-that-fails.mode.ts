import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

const CALC = 'exports.add = (a, b) => a - b;\n';

export default mode({
  id: 'FC47',
  title: 'right work beside a test that failed before',
  at: 'executor',
  goal: 'Add double(n) to calc.js, which returns n * 2.',
  before: {
    'calc.js': CALC,
    'calc.test.js': "require('node:test')('add', () => require('assert').equal(require('./calc.js').add(2, 2), 4));\n",
  },
  executor: [
    attempt(
      call('read_file', { path: 'calc.js' }),
      call('edit_file', {
        path: 'calc.js',
        old_str: CALC,
        new_str: `${CALC}exports.double = (n) => n * 2;\n`,
      }),
      finish('calc.js has double(n).'),
    ),
  ],
  after: { 'calc.js': `${CALC}exports.double = (n) => n * 2;\n` },
});
