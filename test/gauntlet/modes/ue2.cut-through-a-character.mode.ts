import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'UE2',
  title: 'a long output of wide characters is cut',
  at: 'executor',
  before: { 'fire.txt': `${'🔥'.repeat(9000)}\n` },
  executor: [
    call('read_file', { path: 'fire.txt' }),
    call('shell_execute', { command: 'cat fire.txt fire.txt' }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
  check: ({ prompt }) => [[!prompt('executor', 2).includes('\ufffd'), 'a character was broken']],
});
