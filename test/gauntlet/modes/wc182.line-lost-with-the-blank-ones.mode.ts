import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC182',
  title: 'removes the blank lines, and the last one too',
  at: 'executor',
  goal: 'Remove all blank lines from notes.txt and sort the remaining lines.',
  before: { 'notes.txt': 'cid\n\nann\n\nbob\n' },
  executor: [attempt(call('write_file', { path: 'notes.txt', content: 'ann\ncid\n' }), FINISH)],
  fails: /notes\.txt has lost "bob"/,
  mostRequests: 60,
});
