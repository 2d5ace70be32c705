import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC155',
  title: 'leaves out the subfolders that are to be gone through',
  at: 'executor',
  goal: 'Delete all .txt files, including those in subfolders.',
  before: { 'a.txt': '1\n', 'sub/b.txt': '2\n', 'sub/deep/c.txt': '3\n', 'k.md': 'k\n' },
  executor: [attempt(call('delete_file', { path: 'a.txt' }), FINISH)],
  fails: /c\.txt/,
  mostRequests: 60,
});
