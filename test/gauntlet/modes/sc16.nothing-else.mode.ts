import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'SC16',
  title: 'the goal says to change nothing else; something else is changed',
  at: 'executor',
  goal: 'In a.txt change "foo" to "bar" and change nothing else in the project.',
  before: { 'a.txt': 'foo\n', 'b.txt': 'mine\n' },
  executor: [attempt(call('shell_execute', { command: 'sed -i s/foo/bar/ a.txt; echo more >> b.txt' }), FINISH)],
  after: { 'a.txt': 'bar\n' },
  fails: /b\.txt/,
});
