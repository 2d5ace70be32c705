import { call } from '#testing';
import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TA27',
  title: 'the command as a list of words for a shell',
  at: 'executor',
  executor: [call('shell_execute', { command: ['bash', '-lc', 'echo hello > a.txt'] }), FINISH],
  after: HELLO,
});
