import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC51',
  title: 'sorts the lines and loses one',
  at: 'executor',
  goal: 'Sort the lines of names.txt alphabetically.',
  before: { 'names.txt': 'cid\nann\nbob\ndan\n' },
  executor: [attempt(call('write_file', { path: 'names.txt', content: 'ann\nbob\ncid\n' }), FINISH)],
  fails: /names\.txt/,
  mostRequests: 60,
});
