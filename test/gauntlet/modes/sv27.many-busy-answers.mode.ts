import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'SV27',
  title: 'three answers "too many requests" without a time to wait',
  at: 'transport',
  executor: [{ status: 429 }, { status: 429 }, { status: 429 }, WRITE, FINISH],
  after: HELLO,
});
