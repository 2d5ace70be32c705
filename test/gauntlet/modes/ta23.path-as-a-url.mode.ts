import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'TA23',
  title: 'the path is a file URL',
  at: 'executor',
  executor: [
    call('write_file', { path: 'file:///workspace/a.txt', content: 'hello\n' }),
    ({ messages }) => (/"success":true/.test(messages.at(-1)?.content ?? '') ? FINISH : WRITE),
    FINISH,
  ],
  after: HELLO,
});
