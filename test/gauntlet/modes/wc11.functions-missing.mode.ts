import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC11',
  title: 'two of four functions',
  at: 'executor',
  goal: 'Create calc.py with the functions add, sub, mul and div.',
  executor: [
    attempt(
      call('write_file', {
        path: 'calc.py',
        content: 'def add(a, b):\n    return a + b\n\n\ndef sub(a, b):\n    return a - b\n',
      }),
      FINISH,
    ),
  ],
  fails: /mul|div/,
  mostRequests: 60,
});
