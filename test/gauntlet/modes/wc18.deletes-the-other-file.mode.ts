import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC18',
  title: 'deletes another file than the one named',
  at: 'executor',
  goal: 'Delete b.txt.',
  before: { 'a.txt': 'one\n', 'b.txt': 'two\n' },
  executor: [attempt(call('delete_file', { path: 'a.txt' }), FINISH)],
  fails: /[ab]\.txt/,
  mostRequests: 60,
});
