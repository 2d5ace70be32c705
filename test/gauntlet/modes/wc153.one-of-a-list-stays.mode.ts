import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC153',
  title: 'deletes one of the files of a list',
  at: 'executor',
  goal: 'Delete these files:\n- a.txt\n- b.txt\n',
  before: { 'a.txt': '1\n', 'b.txt': '2\n', 'c.txt': '3\n' },
  executor: [attempt(call('delete_file', { path: 'a.txt' }), FINISH)],
  fails: /b\.txt/,
  mostRequests: 60,
});
