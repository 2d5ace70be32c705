import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE33',
  title: 'moves a file onto one that is there',
  at: 'executor',
  goal: 'Rename draft.md to final.md.',
  before: { 'draft.md': 'new\n', 'final.md': 'old\n' },
  executor: [attempt(call('move_file', { path: 'draft.md', new_path: 'final.md' }), FINISH)],
  after: { 'final.md': 'new\n', 'draft.md': null },
  fails: /final\.md/,
  mostRequests: 60,
});
