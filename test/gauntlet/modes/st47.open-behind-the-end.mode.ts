import { FINISH, HELLO, mode, oaCall, oaEnd, ol, olEnd, wire } from '../mode.js';

export default mode({
  id: 'ST47',
  title: 'the connection stays open behind the end of the answer',
  at: 'transport',
  // Less than it takes until an answer that stands still is given up.
  limit: 40,
  executor: [
    wire(
      {
        ollama:
          ol({ tool_calls: [{ function: { name: 'write_file', arguments: { path: 'a.txt', content: 'hello\n' } } }] }) +
          olEnd(),
        openai: oaCall(0, 'write_file', '{"path":"a.txt","content":"hello\\n"}', 'c1') + oaEnd('tool_calls'),
      },
      'hang',
    ),
    FINISH,
  ],
  after: HELLO,
});
