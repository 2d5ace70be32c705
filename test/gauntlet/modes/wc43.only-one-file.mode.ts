import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC43',
  title: 'changes more than the only file it may',
  at: 'executor',
  goal: 'Replace "foo" with "bar", only in a.txt.',
  before: { 'a.txt': 'foo\n', 'b.txt': 'foo\n' },
  executor: [attempt(call('shell_execute', { command: 'sed -i s/foo/bar/ *.txt' }), FINISH)],
  fails: /b\.txt/,
  mostRequests: 60,
});
