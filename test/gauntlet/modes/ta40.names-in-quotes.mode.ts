import { call } from '#testing';
import { attempt, FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TA40',
  title: 'blanks and quotes in the names of the arguments',
  at: 'executor',
  executor: [attempt(call('write_file', { ' path': 'a.txt', '"content"': 'hello\n' }), FINISH)],
  after: HELLO,
});
