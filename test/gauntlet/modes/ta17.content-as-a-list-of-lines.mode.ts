import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'TA17',
  title: 'content as a list of lines',
  at: 'executor',
  executor: [call('write_file', { path: 'a.txt', content: ['hello', ''] }), WRITE, FINISH],
  after: HELLO,
});
