import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC6',
  title: 'contents named "respectively" are swapped',
  at: 'executor',
  goal: 'Create a.txt and b.txt containing "alpha" and "beta" respectively.',
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
