import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC53',
  title: 'the content is named in single quotes, and is another',
  at: 'executor',
  goal: "Create a file named flag.txt with the content 'ready'.",
  executor: [attempt(call('write_file', { path: 'flag.txt', content: 'not yet\n' }), FINISH)],
  fails: /ready/,
  mostRequests: 60,
});
