import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC8',
  title: 'the quoted line in other case',
  at: 'executor',
  executor: [attempt(call('write_file', { path: 'a.txt', content: 'Hello\n' }), FINISH)],
  fails: /hello/,
  mostRequests: 60,
});
