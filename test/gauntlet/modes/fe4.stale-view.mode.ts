import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE4',
  title: 'an edit of text that is no longer there',
  at: 'executor',
  goal: 'Make f in m.py return 3.',
  before: { 'm.py': 'def f():\n    return 1\n' },
  executor: [
    call('edit_file', { path: 'm.py', old_str: 'return 1', new_str: 'return 2' }),
    call('edit_file', { path: 'm.py', old_str: 'return 1', new_str: 'return 3' }),
    call('edit_file', { path: 'm.py', old_str: 'return 2', new_str: 'return 3' }),
    FINISH,
  ],
  after: { 'm.py': 'def f():\n    return 3\n' },
  check: ({ prompt }) => [[/closest text[\s\S]*return 2/.test(prompt('executor', 2)), 'the present text is not shown']],
});
