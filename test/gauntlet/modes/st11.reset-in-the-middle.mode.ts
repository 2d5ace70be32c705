import { FINISH, HELLO, mode, oaCall, ol, wire, WRITE } from '../mode.js';

export default mode({
  id: 'ST11',
  title: 'the connection breaks in the middle of a call',
  at: 'transport',
  executor: [
    wire(
      {
        ollama: ol({ content: 'x' }) + '{"model":"m","mess',
        openai: oaCall(0, 'write_file', '{"path":"b.txt","content":"x"}', 'c1'),
      },
      'reset',
    ),
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
