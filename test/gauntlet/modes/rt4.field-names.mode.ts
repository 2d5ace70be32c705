import { FINISH, HELLO, mode, oa, oaCall, oaEnd, ol, olEnd, wire } from '../mode.js';

export default mode({
  id: 'RT4',
  title: 'reasoning in fields of other names',
  at: 'transport',
  executor: [
    wire({
      ollama:
        ol({ thinking: 'Need the file.' }) +
        ol({ tool_calls: [{ function: { name: 'write_file', arguments: { path: 'a.txt', content: 'hello\n' } } }] }) +
        olEnd(),
      openai:
        oa({ reasoning: 'Need the file.' }) +
        oaCall(0, 'write_file', '{"path":"a.txt","content":"hello\\n"}', 'c1') +
        oaEnd('tool_calls'),
    }),
    FINISH,
  ],
  after: HELLO,
});
