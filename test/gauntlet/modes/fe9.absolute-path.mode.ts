import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'FE9',
  title: 'an absolute path and one that leads out',
  at: 'executor',
  executor: [
    call('write_file', { path: '/etc/loom-gauntlet', content: 'x' }),
    call('write_file', { path: 'sub/../../outside.txt', content: 'x' }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
