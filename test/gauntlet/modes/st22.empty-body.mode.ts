import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'ST22',
  title: 'status 200 and no body, then 204',
  at: 'transport',
  executor: [{ chunks: [] }, { status: 204, chunks: [] }, WRITE, FINISH],
  after: HELLO,
});
