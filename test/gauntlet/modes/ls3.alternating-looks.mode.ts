import { call } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'LS3',
  title: 'looks at two files by turns for ever',
  at: 'executor',
  before: { 'b.txt': 'x\n', 'c.txt': 'y\n' },
  executor: [(_, n) => call('read_file', { path: n % 2 === 0 ? 'b.txt' : 'c.txt' })],
  fails: /same call|no file was changed/,
  mostRequests: 80,
});
