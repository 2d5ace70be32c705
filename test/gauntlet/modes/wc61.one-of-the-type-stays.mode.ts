import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC61',
  title: 'all log files should go; a nested one stays',
  at: 'executor',
  goal: 'Delete all .log files in the project.',
  before: { 'a.log': 'x\n', 'sub/b.log': 'y\n', 'keep.txt': 'z\n' },
  executor: [attempt(call('delete_file', { path: 'a.log' }), FINISH)],
  after: { 'a.log': null, 'sub/b.log': null },
  halfway: [{ 'sub/b.log': 'y\n' }],
  fails: /\.log/,
});
