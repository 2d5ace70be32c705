import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC42',
  title: 'changes a file that the goal forbids to change',
  at: 'executor',
  goal: 'Replace "foo" with "bar" in a.txt. Do not change b.txt.',
  before: { 'a.txt': 'foo\n', 'b.txt': 'foo\n' },
  executor: [attempt(call('shell_execute', { command: 'sed -i s/foo/bar/ *.txt' }), FINISH)],
  fails: /b\.txt/,
  mostRequests: 60,
});
