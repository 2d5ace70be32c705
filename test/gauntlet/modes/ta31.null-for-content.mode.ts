import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'TA31',
  title: 'null for the content, then well',
  at: 'executor',
  executor: [call('write_file', { path: 'a.txt', content: null }), WRITE, FINISH],
  after: HELLO,
});
