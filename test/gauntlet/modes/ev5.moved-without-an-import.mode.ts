import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'EV5',
  title: 'a function moves to another module, and its caller does not import it',
  at: 'executor',
  goal: 'Move the function area from a.py to shapes.py.',
  before: { 'a.py': 'def area(r):\n    return 3 * r * r\n\n\nprint(area(2))\n', 'shapes.py': 'SIDES = 4\n' },
  executor: [
    attempt(
      call('write_file', { path: 'shapes.py', content: 'SIDES = 4\n\n\ndef area(r):\n    return 3 * r * r\n' }),
      call('write_file', { path: 'a.py', content: 'print(area(2))\n' }),
      FINISH,
    ),
  ],
  fails: /./,
});
