import { call } from '#testing';
import { attempt, FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TA43',
  title: 'each value stands in the place of its own description',
  at: 'executor',
  executor: [
    attempt(
      call('write_file', {
        path: { type: 'string', value: 'a.txt' },
        content: { type: 'string', value: 'hello\n' },
      }),
      FINISH,
    ),
  ],
  after: HELLO,
  mostRequests: 7,
});
