import { FINISH, HELLO, mode, refusal, WRITE } from '../mode.js';

export default mode({
  id: 'SV2',
  title: 'busy, with and without Retry-After',
  at: 'transport',
  executor: [
    {
      ...refusal(503, { error: 'server busy, please try again.  maximum pending requests exceeded' }),
      headers: { 'retry-after': '1' },
    },
    refusal(429, { error: { message: 'rate limited' } }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
