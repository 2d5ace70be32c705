import { call } from '#testing';
import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TA30',
  title: 'a path that goes out and comes back, and one that only goes out',
  at: 'executor',
  executor: [
    call('write_file', { path: '../outside.txt', content: 'x' }),
    call('write_file', { path: 'sub/../a.txt', content: 'hello\n' }),
    FINISH,
  ],
  after: HELLO,
});
