import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'EB6',
  title: 'busy, and the date to come back at is long past',
  at: 'transport',
  executor: [
    {
      status: 429,
      headers: { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' },
      errorBody: { error: { message: 'Too many requests', type: 'rate_limit', code: 429 } },
    },
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
