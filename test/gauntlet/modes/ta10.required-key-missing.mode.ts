import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'TA10',
  title: 'a write without content',
  at: 'executor',
  before: { 'a.txt': 'old\n' },
  executor: [call('write_file', { path: 'a.txt' }), WRITE, FINISH],
  after: HELLO,
  check: ({ prompt }) => [
    [/content\\?" \(string\) is missing/.test(prompt('executor', 1)), 'the missing argument is not named'],
  ],
});
