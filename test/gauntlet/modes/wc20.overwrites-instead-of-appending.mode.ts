import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC20',
  title: 'overwrites the file it was to add a line to',
  at: 'executor',
  goal: 'Append the line "c" to list.txt.',
  before: { 'list.txt': 'a\nb\n' },
  executor: [attempt(call('write_file', { path: 'list.txt', content: 'c\n' }), FINISH)],
  fails: /list\.txt/,
  mostRequests: 60,
});
