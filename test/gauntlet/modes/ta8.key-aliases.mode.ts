import { call } from '#testing';
import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TA8',
  title: 'arguments under other names',
  at: 'executor',
  executor: [
    call('write_file', { filename: 'a.txt', text: 'hallo\n' }),
    call('edit_file', { file_path: 'a.txt', old_string: 'hallo', newText: 'hello' }),
    call('shell_execute', { cmd: 'ls' }),
    FINISH,
  ],
  after: HELLO,
  mostRequests: 8,
});
