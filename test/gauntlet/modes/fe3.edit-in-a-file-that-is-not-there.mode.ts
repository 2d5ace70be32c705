import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE3',
  title: 'an edit of a file under a slightly wrong name',
  at: 'executor',
  goal: 'Make f return 2 in src/main.py.',
  before: { 'src/main.py': 'def f():\n    return 1\n' },
  executor: [
    call('edit_file', { path: 'main.py', old_str: 'return 1', new_str: 'return 2' }),
    call('edit_file', { path: './src/main.py', old_str: 'return 1', new_str: 'return 2' }),
    FINISH,
  ],
  after: { 'src/main.py': 'def f():\n    return 2\n' },
  check: ({ prompt }) => [
    [/src\/main\.py/.test(prompt('executor', 1).split('[[loom-data').at(-1) ?? ''), 'the real path is not named'],
  ],
});
