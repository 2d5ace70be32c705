import { FINISH, HELLO, mode, oaCall, wire } from '../mode.js';

export default mode({
  id: 'ST26',
  title: 'a whole call and the end marker, and no finish reason anywhere',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    wire({
      openai: oaCall(0, 'write_file', JSON.stringify({ path: 'a.txt', content: 'hello\n' }), 'c1') + 'data: [DONE]\n\n',
    }),
    FINISH,
  ],
  after: HELLO,
});
