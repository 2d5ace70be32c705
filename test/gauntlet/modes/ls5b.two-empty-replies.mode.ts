import { answer } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'LS5B',
  title: 'two empty answers, then work',
  at: 'executor',
  executor: [answer(''), answer(' \n'), WRITE, FINISH],
  after: HELLO,
});
