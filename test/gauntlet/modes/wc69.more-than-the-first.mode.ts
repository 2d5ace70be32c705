import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC69',
  title: 'the first occurrence is asked for, all are replaced',
  at: 'executor',
  goal: 'In a.txt, replace only the first "foo" with "bar".',
  before: { 'a.txt': 'foo one\nfoo two\nfoo three\n' },
  executor: [attempt(call('shell_execute', { command: 'sed -i s/foo/bar/ a.txt' }), FINISH)],
  after: { 'a.txt': 'bar one\nfoo two\nfoo three\n' },
  fails: /a\.txt/,
});
