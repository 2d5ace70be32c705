import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE1',
  title: 'an edit with other indentation than the file',
  at: 'executor',
  goal: 'Make f in m.py return 2.',
  before: { 'm.py': 'class A:\n    def f(self):\n        return 1\n' },
  executor: [
    call('edit_file', { path: 'm.py', old_str: 'def f(self):\n  return 1', new_str: 'def f(self):\n  return 2' }),
    FINISH,
  ],
  after: { 'm.py': 'class A:\n    def f(self):\n        return 2\n' },
  mostRequests: 7,
});
