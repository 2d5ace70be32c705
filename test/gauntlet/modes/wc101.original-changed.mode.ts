import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC101',
  title: 'the original is changed, and it was to stay',
  at: 'executor',
  goal: 'Fix the typos in draft.txt without touching the original; write the result to fixed.txt.',
  before: { 'draft.txt': 'teh cat sat on the mat\n' },
  executor: [
    attempt(
      call('write_file', { path: 'fixed.txt', content: 'the cat sat on the mat\n' }),
      call('write_file', { path: 'draft.txt', content: 'the cat sat on the mat\n' }),
      FINISH,
    ),
  ],
  fails: /draft\.txt/,
  mostRequests: 60,
});
