import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC170',
  title: 'numbers that are to go down go up',
  at: 'executor',
  goal: 'Write the numbers from 1 to 20 to n.txt, one per line, in descending order.',
  executor: [
    attempt(
      call('write_file', { path: 'n.txt', content: Array.from({ length: 20 }, (_, at) => `${at + 1}\n`).join('') }),
      FINISH,
    ),
  ],
  fails: /n\.txt is in another order/,
  mostRequests: 60,
});
