import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'RS1',
  title: 'no file at the first try, another text at the second',
  at: 'executor',
  executor: [
    call('list_directory', {}),
    FINISH,
    call('write_file', { path: 'a.txt', content: 'hallo\n' }),
    FINISH,
    attempt(call('write_file', { path: 'a.txt', content: 'hallo\n' }), FINISH),
  ],
  fails: /hello/,
  mostRequests: 60,
});
