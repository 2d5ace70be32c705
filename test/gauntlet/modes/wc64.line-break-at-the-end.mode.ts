import { attempt, FINISH, mode, WRITE } from '../mode.js';

export default mode({
  id: 'WC64',
  title: 'no line break is wanted at the end',
  at: 'executor',
  goal: 'Create a.txt with exactly the text "hello", without a trailing newline.',
  executor: [attempt(WRITE, FINISH)],
  after: { 'a.txt': 'hello' },
  fails: /a\.txt|newline|line break/i,
});
