import { call } from '#testing';
import { HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'LS8',
  title: 'the work is done, and the model goes on testing it',
  at: 'executor',
  executor: [WRITE, call('shell_execute', { command: 'grep hello a.txt' })],
  after: HELLO,
});
