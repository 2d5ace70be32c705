import { call } from '#testing';
import { attempt, FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TA44',
  title: 'the arguments of a call hold the whole call once more',
  at: 'executor',
  executor: [
    attempt(call('write_file', { name: 'write_file', arguments: { path: 'a.txt', content: 'hello\n' } }), FINISH),
  ],
  after: HELLO,
  mostRequests: 7,
});
