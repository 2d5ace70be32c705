import { call } from '#testing';
import { FINISH, mode, WRITE } from '../mode.js';

export default mode({
  id: 'FE27',
  title: 'deletes what it made and calls it done',
  at: 'executor',
  executor: [
    WRITE,
    call('delete_file', { path: 'a.txt' }),
    FINISH,
    WRITE,
    call('shell_execute', { command: 'rm a.txt' }),
    FINISH,
  ],
  fails: /a\.txt/,
  mostRequests: 60,
});
