import { call } from '#testing';
import { attempt, FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'SC14',
  title: 'everything is already as the goal wants it',
  at: 'executor',
  before: { 'a.txt': 'hello\n' },
  executor: [attempt(call('read_file', { path: 'a.txt' }), WRITE, FINISH)],
  after: HELLO,
});
