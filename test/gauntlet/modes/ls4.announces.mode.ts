import { answer, call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'LS4',
  title: 'announces the next step and stops',
  at: 'executor',
  executor: [call('list_directory'), answer('Now I will create a.txt and run the tests.'), WRITE, FINISH],
  after: HELLO,
});
