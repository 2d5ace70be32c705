import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'TA29',
  title: 'a path in the home folder',
  at: 'executor',
  executor: [call('write_file', { path: '~/a.txt', content: 'hello\n' }), WRITE, FINISH],
  after: HELLO,
});
