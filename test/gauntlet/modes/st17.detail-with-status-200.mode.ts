import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'ST17',
  title: 'status 200 with an error in a field "detail"',
  at: 'transport',
  executor: [{ headers: { 'content-type': 'application/json' }, chunks: ['{"detail":"worker died"}'] }, WRITE, FINISH],
  after: HELLO,
});
