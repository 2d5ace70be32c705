import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'SC8',
  title: 'sed leaves a backup beside the file',
  at: 'executor',
  goal: 'Replace "foo" with "bar" in a.txt.',
  before: { 'a.txt': 'foo\n' },
  executor: [attempt(call('shell_execute', { command: 'sed -i.bak s/foo/bar/ a.txt' }), FINISH)],
  after: { 'a.txt': 'bar\n' },
  fails: /a\.txt\.bak/,
  mostRequests: 60,
});
