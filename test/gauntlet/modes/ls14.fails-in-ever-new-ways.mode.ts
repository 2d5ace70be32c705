import { call } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'LS14',
  title: 'the same kind of error again and again, with other arguments',
  at: 'executor',
  goal: 'Change x to z in b.txt.',
  before: { 'b.txt': 'x\n' },
  executor: [(_, n) => call('edit_file', { path: 'b.txt', old_str: `line ${n} that is not there`, new_str: 'z' })],
  fails: /edit_file/,
  mostRequests: 34,
});
