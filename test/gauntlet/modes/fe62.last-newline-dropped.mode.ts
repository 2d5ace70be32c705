import { call } from '#testing';
import { mode, FINISH, attempt } from '../mode.js';

export default mode({
  id: 'FE62',
  title: 'a rewrite without the last newline',
  at: 'executor',
  goal: 'In list.txt change "two" to "deux".',
  before: { 'list.txt': 'one\ntwo\nthree\n' },
  executor: [attempt(call('write_file', { path: 'list.txt', content: 'one\ndeux\nthree' }), FINISH)],
  after: { 'list.txt': 'one\ndeux\nthree\n' },
});
