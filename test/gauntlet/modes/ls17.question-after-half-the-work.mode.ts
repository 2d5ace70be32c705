import { answer, call } from '#testing';
import { FINISH, mode, WRITE } from '../mode.js';

export default mode({
  id: 'LS17',
  title: 'asks in the middle of the work',
  at: 'executor',
  goal: 'Create a.txt with the single line "hello" and second.txt with the single line "two".',
  executor: [
    WRITE,
    answer('a.txt is written. Would you like me to create second.txt as well?'),
    call('write_file', { path: 'second.txt', content: 'two\n' }),
    FINISH,
  ],
  after: { 'a.txt': 'hello\n', 'second.txt': 'two\n' },
  mostRequests: 9,
});
