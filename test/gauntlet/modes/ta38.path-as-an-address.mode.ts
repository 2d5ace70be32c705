import { call } from '#testing';
import { attempt, FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TA38',
  title: 'the path is an address with two strokes',
  at: 'executor',
  executor: [attempt(call('write_file', { path: 'file://a.txt', content: 'hello\n' }), FINISH)],
  after: HELLO,
  mostRequests: 7,
});
