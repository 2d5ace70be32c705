import { call } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'TA18',
  title: 'arguments within arguments, as an object and as text',
  at: 'executor',
  executor: [
    call('write_file', { arguments: { path: 'a.txt', content: 'hello\n' } }),
    call('finish', { input: '{"summary":"Wrote a.txt."}' }),
  ],
  after: HELLO,
  mostRequests: 6,
});
