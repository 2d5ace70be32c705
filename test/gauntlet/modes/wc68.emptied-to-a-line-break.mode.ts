import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC68',
  title: 'a file that should be emptied keeps one line break',
  at: 'executor',
  goal: 'Empty the file cache.txt but keep it.',
  before: { 'cache.txt': 'a\nb\n' },
  executor: [
    call('shell_execute', { command: 'echo > cache.txt' }),
    FINISH,
    call('shell_execute', { command: ': > cache.txt' }),
    FINISH,
  ],
  after: { 'cache.txt': '\n' },
});
