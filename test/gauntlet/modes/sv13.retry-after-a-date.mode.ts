import { FINISH, HELLO, mode, refusal, WRITE } from '../mode.js';

export default mode({
  id: 'SV13',
  title: 'busy, with a date to come back at',
  at: 'transport',
  executor: [
    () => ({
      ...refusal(429, { error: { message: 'rate limit reached' } }),
      headers: { 'retry-after': new Date(Date.now() + 1000).toUTCString() },
    }),
    WRITE,
    () => ({ ...refusal(503, { error: 'overloaded' }), headers: { 'retry-after': 'soon' } }),
    FINISH,
  ],
  after: HELLO,
});
