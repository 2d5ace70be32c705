import { call } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'LS24',
  title: 'writes the finished file again and again, each time a little otherwise',
  at: 'executor',
  executor: [(_, n) => call('write_file', { path: 'a.txt', content: n % 12 === 11 ? 'hello\n' : `hello ${n}\n` })],
  after: HELLO,
  fails: /a\.txt|hello|circle/,
  mostRequests: 60,
});
