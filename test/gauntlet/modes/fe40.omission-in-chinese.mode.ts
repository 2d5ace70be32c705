import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE40',
  title: 'the rest of the file is left out with a remark in Chinese',
  at: 'executor',
  goal: 'In calc.js, make add return the sum.',
  before: {
    'calc.js':
      'export function add(a, b) {\n  return a - b;\n}\n\nexport function mul(a, b) {\n  return a * b;\n}\n\nexport function neg(a) {\n  return -a;\n}\n',
  },
  executor: [
    call('read_file', { path: 'calc.js' }),
    call('write_file', {
      path: 'calc.js',
      content: 'export function add(a, b) {\n  return a + b;\n}\n\n// ... 其余代码保持不变 ...\n',
    }),
    FINISH,
    call('edit_file', { path: 'calc.js', old_str: 'a - b', new_str: 'a + b' }),
    FINISH,
  ],
  after: {
    'calc.js':
      'export function add(a, b) {\n  return a + b;\n}\n\nexport function mul(a, b) {\n  return a * b;\n}\n\nexport function neg(a) {\n  return -a;\n}\n',
  },
  fails: /calc\.js/,
});
