import { call } from '#testing';
import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TA32',
  title: 'numbers in words and with units',
  at: 'executor',
  executor: [
    call('shell_execute', { command: 'echo hello > a.txt', timeout_seconds: 'sixty' }),
    call('shell_execute', { command: 'echo hello > a.txt', timeout_seconds: '30 seconds' }),
    FINISH,
  ],
  after: HELLO,
});
