import { call, turnOf } from '#testing';
import { honest } from '../honest.js';
import { attempt, FINISH, mode } from '../mode.js';

const GOOD = call('shell_execute', { command: "printf 'def f():\\n    return 2\\n' > b.py" });
export default mode({
  id: 'BV35',
  title: 'the head of a function gets a new body and the old one stays behind it',
  at: 'executor',
  goal: 'In b.py let f return 2.',
  before: { 'b.py': 'def f():\n    return 1\n' },
  executor: [
    (request, n) =>
      turnOf(request) === n
        ? attempt(
            call('read_file', { path: 'b.py' }),
            call('edit_file', { path: 'b.py', old_str: 'def f():', new_str: 'def f():\n    return 2' }),
            FINISH,
            GOOD,
            FINISH,
          )(request, n)
        : attempt(GOOD, FINISH)(request, n),
  ],
  verifier: [honest({ work: ['+    return 2'] })],
  after: { 'b.py': 'def f():\n    return 2\n' },
});
