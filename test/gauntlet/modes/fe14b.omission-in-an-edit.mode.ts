import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

const source = Array.from({ length: 6 }, (_, n) => `function f${n}() {\n  return ${n};\n}\n`).join('');

export default mode({
  id: 'FE14B',
  title: 'an edit whose new text says "existing code"',
  at: 'executor',
  goal: 'Make f1 in m.js return 100.',
  before: { 'm.js': source },
  executor: [
    call('edit_file', {
      path: 'm.js',
      old_str: 'function f0() {\n  return 0;\n}\nfunction f1() {\n  return 1;\n}',
      new_str: '// ... existing code ...\nfunction f1() {\n  return 100;\n}',
    }),
    call('edit_file', { path: 'm.js', old_str: '  return 1;', new_str: '  return 100;' }),
    FINISH,
  ],
  after: { 'm.js': source.replace('return 1;', 'return 100;') },
});
