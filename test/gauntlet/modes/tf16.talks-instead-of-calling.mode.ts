import { answer } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'TF16',
  title: 'talks although a call is needed',
  at: 'executor',
  executor: [answer('The file probably contains a greeting of some kind.'), WRITE, FINISH],
  after: HELLO,
});
