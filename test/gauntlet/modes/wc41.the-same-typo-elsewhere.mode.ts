import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC41',
  title: 'mends the same typo in another file',
  at: 'executor',
  goal: 'Fix the typo "teh" in docs/b.md.',
  before: { 'docs/a.md': 'This is teh first.\n', 'docs/b.md': 'This is teh second.\n' },
  executor: [attempt(call('edit_file', { path: 'docs/a.md', old_str: 'teh', new_str: 'the' }), FINISH)],
  fails: /b\.md/,
  mostRequests: 60,
});
