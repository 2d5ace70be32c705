import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'TA33',
  title: 'each argument is an object with a type and a value',
  at: 'executor',
  executor: [
    call('write_file', { path: { type: 'string', value: 'a.txt' }, content: { type: 'string', value: 'hello\n' } }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
