import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE37',
  title: 'deletes a whole folder for one file of it',
  at: 'executor',
  goal: 'Delete old/b.txt.',
  before: { 'old/a.txt': 'one\n', 'old/b.txt': 'two\n' },
  executor: [attempt(call('delete_file', { path: 'old' }), call('shell_execute', { command: 'rm -r old' }), FINISH)],
  fails: /a\.txt/,
  mostRequests: 60,
});
