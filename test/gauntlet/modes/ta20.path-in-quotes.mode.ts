import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'TA20',
  title: 'the path stands in back-ticks',
  at: 'executor',
  executor: [
    call('write_file', { path: '`a.txt`', content: 'hello\n' }),
    ({ messages }) => (/"success":true/.test(messages.at(-1)?.content ?? '') ? FINISH : WRITE),
    FINISH,
  ],
  after: HELLO,
});
