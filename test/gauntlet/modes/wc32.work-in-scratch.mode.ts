import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC32',
  title: 'the work lies in the scratch folder, and the workspace is as it was',
  at: 'executor',
  goal: 'Write a small Python script that prints the first ten primes.',
  executor: [
    attempt(
      call('write_file', {
        path: 'scratch://primes.py',
        content: 'print([2, 3, 5, 7, 11, 13, 17, 19, 23, 29])\n',
      }),
      FINISH,
    ),
  ],
  fails: /no file was changed/,
  mostRequests: 60,
});
