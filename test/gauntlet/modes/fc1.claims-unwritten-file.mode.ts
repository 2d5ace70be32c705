import { answer } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'FC1',
  title: 'claims a file that was never written',
  at: 'executor',
  executor: [answer('Done. I created a.txt with the line "hello".'), WRITE, FINISH],
  after: HELLO,
});
