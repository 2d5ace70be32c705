import { call } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'LS1',
  title: 'the same call again and again',
  at: 'executor',
  before: { 'b.txt': 'x\n' },
  executor: [call('read_file', { path: 'b.txt' })],
  fails: /no file was changed|same call/,
  mostRequests: 50,
  check: ({ prompt }) => [[/must be a different one/.test(prompt('executor', 3)), 'no other step is demanded']],
});
