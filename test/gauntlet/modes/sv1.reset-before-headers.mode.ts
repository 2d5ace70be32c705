import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'SV1',
  title: 'the connection is reset, twice',
  at: 'transport',
  executor: [{ chunks: [], endHow: 'reset' }, { chunks: [], endHow: 'reset' }, WRITE, FINISH],
  after: HELLO,
});
