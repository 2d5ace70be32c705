import { calls, call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FC55',
  title: 'the second of two edits was refused, and the work is said to be done twice over',
  at: 'executor',
  goal: 'In m.py change the return value of f to 2, and in n.py change that of g to 4.',
  before: { 'm.py': 'def f():\n    return 1\n', 'n.py': 'def g():\n    return 3\n' },
  executor: [
    attempt(
      calls(
        call('edit_file', { path: 'm.py', old_str: 'return 1', new_str: 'return 2' }),
        call('edit_file', { path: 'n.py', old_str: 'return 33', new_str: 'return 4' }),
      ),
      FINISH,
    ),
  ],
  fails: /n\.py is as it was/,
});
