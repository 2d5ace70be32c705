import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'TA26',
  title: 'the path as a list of one',
  at: 'executor',
  executor: [call('write_file', { path: ['a.txt'], content: 'hello\n' }), WRITE, FINISH],
  after: HELLO,
});
