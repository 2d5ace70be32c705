import { call } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'LS30',
  title: 'deletes a file again and again that is gone',
  at: 'executor',
  goal: 'delete b.txt',
  before: { 'a.txt': 'hello\n', 'b.txt': 'old\n' },
  executor: [call('delete_file', { path: 'b.txt' })],
  after: { 'b.txt': null },
});
