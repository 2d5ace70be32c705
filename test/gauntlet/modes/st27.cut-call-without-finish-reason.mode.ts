import { FINISH, HELLO, mode, oaCall, wire, WRITE } from '../mode.js';

export default mode({
  id: 'ST27',
  title: 'half a call and the end marker, and no finish reason anywhere',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    wire({ openai: oaCall(0, 'write_file', '{"path":"a.txt","content":"hel', 'c1') + 'data: [DONE]\n\n' }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
