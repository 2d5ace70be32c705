import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC19',
  title: 'deletes the file, and one more',
  at: 'executor',
  goal: 'Delete b.txt.',
  before: { 'a.txt': 'one\n', 'b.txt': 'two\n' },
  executor: [attempt(call('delete_file', { path: 'b.txt' }), call('delete_file', { path: 'a.txt' }), FINISH)],
  fails: /a\.txt/,
  mostRequests: 60,
});
