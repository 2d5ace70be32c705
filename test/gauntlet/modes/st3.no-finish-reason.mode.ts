import { FINISH, HELLO, mode, oaCall, wire, WRITE } from '../mode.js';

export default mode({
  id: 'ST3',
  title: 'end marker without a finish reason',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    wire({ openai: `${oaCall(0, 'write_file', '{"path":"a.txt","content":"hello\\n"}', 'c1')}data: [DONE]\n\n` }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
