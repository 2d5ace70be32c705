import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC5',
  title: 'the contents of two files are swapped',
  at: 'executor',
  goal: 'Write "alpha" to a.txt and "beta" to b.txt.',
  executor: [
    attempt(
      call('write_file', { path: 'a.txt', content: 'beta\n' }),
      call('write_file', { path: 'b.txt', content: 'alpha\n' }),
      FINISH,
    ),
  ],
  fails: /alpha|beta/,
  mostRequests: 60,
});
