import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const TEXT = 'main.py adds up numbers. It prints the sum.\n';
export default mode({
  id: 'FE77',
  title: 'the thoughts stand in the content of the file',
  at: 'executor',
  goal: 'Write NOTES.md: two sentences that say what main.py does.',
  before: { 'main.py': 'print(sum([1, 2]))\n' },
  executor: [
    attempt(
      call('write_file', { path: 'NOTES.md', content: `<think>\nThe user wants two sentences.\n</think>\n\n${TEXT}` }),
      FINISH,
    ),
  ],
  after: { 'NOTES.md': TEXT },
  fails: /NOTES\.md: a model has left its thoughts/,
});
