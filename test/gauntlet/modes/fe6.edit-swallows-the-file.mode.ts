import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'FE6',
  title: 'an empty old text',
  at: 'executor',
  before: { 'b.txt': 'x\n' },
  executor: [call('edit_file', { path: 'b.txt', old_str: '', new_str: 'hello' }), WRITE, FINISH],
  after: HELLO,
});
