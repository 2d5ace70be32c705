import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'SH1',
  title: 'a command that waits for input',
  at: 'executor',
  executor: [call('shell_execute', { command: 'read -p "Continue? [y/N] " x && echo "got $x"' }), WRITE, FINISH],
  after: HELLO,
  limit: 30,
});
