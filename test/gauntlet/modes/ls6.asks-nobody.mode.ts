import { answer } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'LS6',
  title: 'asks a person for permission',
  at: 'executor',
  executor: [answer('Shall I create a.txt now? Please confirm.'), WRITE, FINISH],
  after: HELLO,
});
