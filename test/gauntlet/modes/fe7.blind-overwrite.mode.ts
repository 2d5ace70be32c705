import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

const long = Array.from({ length: 400 }, (_, n) => `line ${n}\n`).join('');

export default mode({
  id: 'FE7',
  title: 'nine lines written over a file of four hundred that was never read',
  at: 'executor',
  goal: 'Put the line "top" at the top of long.txt.',
  before: { 'long.txt': long },
  executor: [
    call('write_file', { path: 'long.txt', content: 'top\nline 0\nline 1\nline 2\n' }),
    call('edit_file', { path: 'long.txt', old_str: 'line 0\nline 1\n', new_str: 'top\nline 0\nline 1\n' }),
    FINISH,
  ],
  after: { 'long.txt': `top\n${long}` },
});
