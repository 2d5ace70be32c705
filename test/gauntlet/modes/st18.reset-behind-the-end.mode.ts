import { FINISH, HELLO, mode, oaCall, oaEnd, ol, olEnd, wire } from '../mode.js';

export default mode({
  id: 'ST18',
  title: 'the connection is reset right behind the end marker',
  at: 'transport',
  executor: [
    wire(
      {
        ollama:
          ol({ tool_calls: [{ function: { name: 'write_file', arguments: { path: 'a.txt', content: 'hello\n' } } }] }) +
          olEnd(),
        openai: oaCall(0, 'write_file', '{"path":"a.txt","content":"hello\\n"}', 'c1') + oaEnd('tool_calls'),
      },
      'reset',
    ),
    FINISH,
  ],
  after: HELLO,
});
