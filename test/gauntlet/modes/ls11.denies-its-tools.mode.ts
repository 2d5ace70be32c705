import { answer } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'LS11',
  title: 'denies that it has tools',
  at: 'executor',
  executor: [answer("I'm an AI and cannot access files."), WRITE, FINISH],
  after: HELLO,
});
