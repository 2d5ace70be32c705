import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC58',
  title: 'at least 200 words are asked for, 12 are written',
  at: 'executor',
  goal: 'Write an essay of at least 200 words about pears to essay.md.',
  executor: [
    attempt(
      call('write_file', {
        path: 'essay.md',
        content: '# Pears\n\nPears are sweet and grow on trees. Many people like them.\n',
      }),
      FINISH,
    ),
  ],
  fails: /essay\.md|words/,
});
