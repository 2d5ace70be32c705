import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE15',
  title: 'a file with CRLF and a byte order mark',
  at: 'executor',
  goal: 'Change two to 2 in w.txt.',
  before: { 'w.txt': '\ufeffone\r\ntwo\r\nthree\r\n' },
  executor: [call('edit_file', { path: 'w.txt', old_str: 'one\ntwo\n', new_str: 'one\n2\n' }), FINISH],
  after: { 'w.txt': '\ufeffone\r\n2\r\nthree\r\n' },
});
