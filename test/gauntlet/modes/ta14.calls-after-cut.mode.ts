import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'TA14',
  title: 'complete calls in an answer that was cut at its limit',
  at: 'executor',
  executor: [
    { toolCalls: [{ name: 'write_file', arguments: { path: 'a.txt', content: 'hel' } }], finish: 'length' },
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
