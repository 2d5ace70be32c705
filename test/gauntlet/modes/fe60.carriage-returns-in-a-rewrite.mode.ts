import { call } from '#testing';
import { mode, FINISH, attempt } from '../mode.js';

export default mode({
  id: 'FE60',
  title: 'a rewrite that puts carriage returns into a file without',
  at: 'executor',
  goal: 'In list.txt change "two" to "deux".',
  before: { 'list.txt': 'one\ntwo\nthree\n' },
  executor: [attempt(call('write_file', { path: 'list.txt', content: 'one\r\ndeux\r\nthree\r\n' }), FINISH)],
  after: { 'list.txt': 'one\ndeux\nthree\n' },
});
