import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

const source = Array.from({ length: 12 }, (_, n) => `def f${n}():\n    return ${n}\n\n\n`).join('');

export default mode({
  id: 'FE14',
  title: 'a rewrite that leaves code out: "rest of the code unchanged"',
  at: 'executor',
  goal: 'Make f0 in m.py return 100.',
  before: { 'm.py': source },
  executor: [
    call('read_file', { path: 'm.py' }),
    call('write_file', {
      path: 'm.py',
      content: 'def f0():\n    return 100\n\n\n# ... rest of the code remains unchanged ...\n',
    }),
    call('edit_file', { path: 'm.py', old_str: '    return 0\n', new_str: '    return 100\n' }),
    FINISH,
  ],
  after: { 'm.py': source.replace('return 0', 'return 100') },
});
