import { call } from '#testing';
import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TA4',
  title: 'the arguments are encoded twice',
  at: 'executor',
  executor: [call('write_file', { arguments: '{"path":"a.txt","content":"hello\\n"}' }), FINISH],
  after: HELLO,
  mostRequests: 6,
});
