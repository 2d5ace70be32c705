import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'TA15',
  title: 'a list where text belongs',
  at: 'executor',
  executor: [call('write_file', { path: 'a.txt', content: ['hello'] }), WRITE, FINISH],
  after: HELLO,
  check: ({ prompt }) => [[/must be a string/.test(prompt('executor', 1)), 'the type is not named']],
});
