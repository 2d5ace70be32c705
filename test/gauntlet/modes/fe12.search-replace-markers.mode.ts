import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE12',
  title: 'SEARCH/REPLACE markers as the content of a file',
  at: 'executor',
  goal: 'Change x.txt to b.',
  before: { 'x.txt': 'a\nz\n' },
  executor: [
    call('write_file', { path: 'x.txt', content: '<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE\n' }),
    call('edit_file', { path: 'x.txt', old_str: 'a\n', new_str: 'b\n' }),
    FINISH,
  ],
  after: { 'x.txt': 'b\nz\n' },
});
