import { call } from '#testing';
import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF7B',
  title: 'tools under the names of other harnesses',
  at: 'executor',
  executor: [
    call('create_file', { file_path: 'a.txt', text: 'hallo\n' }),
    call('str_replace', { path: 'a.txt', old_string: 'hallo', new_string: 'hello' }),
    call('bash', { cmd: 'cat a.txt' }),
    FINISH,
  ],
  after: HELLO,
  mostRequests: 9,
});
