import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC7',
  title: 'a second line where one was asked for',
  at: 'executor',
  executor: [attempt(call('write_file', { path: 'a.txt', content: 'hello\nHave a nice day!\n' }), FINISH)],
  fails: /a\.txt/,
  mostRequests: 60,
});
