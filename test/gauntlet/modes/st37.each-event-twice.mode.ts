import { mode, FINISH, WRITE, HELLO, wire, ol, olEnd, oa, oaCall } from '../mode.js';

export default mode({
  id: 'ST37',
  title: 'a proxy sends every event twice',
  at: 'transport',
  executor: [
    wire({
      ollama: (
        ol({ tool_calls: [{ function: { name: 'write_file', arguments: { path: 'a.txt', content: 'hello\n' } } }] }) +
        olEnd()
      ).replace(/^(.*\n)/gm, '$1$1'),
      openai:
        [
          oaCall(0, 'write_file', '', 'call00001'),
          oaCall(0, undefined, '{"path":"a.txt",'),
          oaCall(0, undefined, '"content":"hello\\n"}'),
          oa({}, 'tool_calls'),
        ]
          .flatMap((event) => [event, event])
          .join('') + 'data: [DONE]\n\n',
    }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
