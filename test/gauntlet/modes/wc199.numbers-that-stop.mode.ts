import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC199',
  title: 'of five numbered items there are three',
  at: 'executor',
  goal: 'Write quiz.md with five questions about Python, numbered 1 to 5.',
  executor: [
    attempt(
      call('write_file', { path: 'quiz.md', content: '# Quiz\n\n1. A list?\n2. A tuple?\n3. A dict?\n' }),
      FINISH,
    ),
  ],
  fails: /quiz\.md has no item 4/,
});
