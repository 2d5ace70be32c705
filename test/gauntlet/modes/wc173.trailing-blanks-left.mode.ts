import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC173',
  title: 'blanks at the end of one line stay',
  at: 'executor',
  goal: 'Remove all trailing whitespace from notes.txt.',
  before: { 'notes.txt': 'one  \ntwo\t\nthree \n' },
  executor: [attempt(call('write_file', { path: 'notes.txt', content: 'one\ntwo\nthree \n' }), FINISH)],
  fails: /notes\.txt still has blanks/,
  mostRequests: 60,
});
