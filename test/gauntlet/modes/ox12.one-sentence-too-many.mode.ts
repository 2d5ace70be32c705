import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OX12',
  title: 'a summary of four sentences, where three are asked for',
  at: 'executor',
  goal: 'Summarize story.md in exactly three sentences in summary.txt.',
  before: { 'story.md': '# Story\n\nA fox ran. It met a dog. They played. Night fell. They slept.\n' },
  executor: [
    attempt(
      call('write_file', {
        path: 'summary.txt',
        content: 'A fox ran and met a dog. They played. Night fell. They slept.\n',
      }),
      FINISH,
    ),
  ],
  fails: /summary\.txt/,
});
