import { finish } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'EB37',
  title: 'ends as done with a summary that says it could not',
  at: 'executor',
  executor: [finish('I was unable to create a.txt because no editor is available here.'), WRITE, FINISH],
  after: HELLO,
});
