import { call } from '#testing';
import { mode, FINISH, HELLO, attempt } from '../mode.js';

export default mode({
  id: 'OH4',
  title: 'a shell command as a list with bash -lc',
  at: 'executor',
  executor: [attempt(call('shell', { command: ['bash', '-lc', "printf 'hello\\n' > a.txt"], workdir: '.' }), FINISH)],
  after: HELLO,
  fails: /shell/,
});
