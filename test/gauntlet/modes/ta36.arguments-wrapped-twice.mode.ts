import { call } from '#testing';
import { attempt, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TA36',
  title: 'arguments are wrapped, and wrapped again',
  at: 'executor',
  executor: [
    attempt(
      call('write_file', { arguments: { result: { path: 'a.txt', content: 'hello\n' } } }),
      call('finish', { arguments: { summary: 'done', status: 'done' } }),
    ),
  ],
  after: HELLO,
  mostRequests: 7,
});
