import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC14',
  title: 'the file has another extension',
  at: 'executor',
  goal: 'Create notes.md with the heading "Notes".',
  executor: [attempt(call('write_file', { path: 'notes.txt', content: '# Notes\n' }), FINISH)],
  fails: /notes\.md/,
  mostRequests: 60,
});
