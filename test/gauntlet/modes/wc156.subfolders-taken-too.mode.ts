import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC156',
  title: 'goes through subfolders that are to be left alone',
  at: 'executor',
  goal: 'Delete all .txt files in the root folder, but not in subfolders.',
  before: { 'a.txt': '1\n', 'sub/b.txt': '2\n', 'k.md': 'k\n' },
  executor: [attempt(call('shell_execute', { command: 'find . -name "*.txt" -delete' }), FINISH)],
  fails: /b\.txt|delet/,
  mostRequests: 60,
});
