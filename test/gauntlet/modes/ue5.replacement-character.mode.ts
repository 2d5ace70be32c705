import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'UE5',
  title: 'a broken character from the server is not written',
  at: 'transport',
  executor: [call('write_file', { path: 'a.txt', content: 'hell\ufffd\n' }), WRITE, FINISH],
  after: HELLO,
  check: ({ prompt }) => [[/U\+FFFD/.test(prompt('executor', 1)), 'the model is not told']],
});
