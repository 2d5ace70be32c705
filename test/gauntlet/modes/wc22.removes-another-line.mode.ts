import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC22',
  title: 'removes another line than the one named',
  at: 'executor',
  goal: 'Remove the line "banana" from list.txt.',
  before: { 'list.txt': 'apple\nbanana\ncherry\n' },
  executor: [attempt(call('edit_file', { path: 'list.txt', old_str: 'cherry\n', new_str: '' }), FINISH)],
  fails: /banana/,
  mostRequests: 60,
});
