import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'TA16',
  title: 'two names for one argument, with different values',
  at: 'executor',
  before: { 'b.txt': 'x\n' },
  executor: [call('write_file', { path: 'a.txt', file_path: 'b.txt', content: 'hello\n' }), WRITE, FINISH],
  after: HELLO,
});
