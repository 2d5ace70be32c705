import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC17',
  title: 'a file is moved where it was to be copied',
  at: 'executor',
  goal: 'Copy a.txt to b.txt.',
  before: { 'a.txt': 'one\ntwo\n' },
  executor: [attempt(call('move_file', { path: 'a.txt', new_path: 'b.txt' }), FINISH)],
  fails: /a\.txt/,
  mostRequests: 60,
});
