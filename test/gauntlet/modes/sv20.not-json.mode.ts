import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'SV20',
  title: 'plain text with status 200, then a JSON string',
  at: 'transport',
  executor: [
    { headers: { 'content-type': 'text/plain' }, chunks: ['OK'] },
    { headers: { 'content-type': 'application/json' }, chunks: ['"ok"'] },
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
