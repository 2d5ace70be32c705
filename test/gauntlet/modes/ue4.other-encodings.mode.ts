import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

const utf16 = Buffer.from('\ufeffhello wörld\r\n', 'utf16le');
const latin1 = Buffer.from('caf\u00e9 one\n', 'latin1');

export default mode({
  id: 'UE4',
  title: 'files that are not UTF-8 are not damaged by edits',
  at: 'executor',
  before: { 'w.txt': utf16, 'l.txt': latin1 },
  executor: [
    call('edit_file', { path: 'w.txt', old_str: 'hello', new_str: 'bye' }),
    call('edit_file', { path: 'l.txt', old_str: 'one', new_str: 'two' }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
