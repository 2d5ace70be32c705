import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'SH6',
  title: 'a child left in the background',
  at: 'executor',
  executor: [call('shell_execute', { command: '(sleep 2; echo late > late.txt) & echo started' }), WRITE, FINISH],
  after: HELLO,
});
