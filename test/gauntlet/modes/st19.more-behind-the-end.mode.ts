import { FINISH, HELLO, mode, oaCall, oaEnd, ol, olEnd, wire } from '../mode.js';

export default mode({
  id: 'ST19',
  title: 'text and a call behind the end marker',
  at: 'transport',
  before: { 'keep.txt': 'keep\n' },
  executor: [
    wire({
      ollama:
        ol({ tool_calls: [{ function: { name: 'write_file', arguments: { path: 'a.txt', content: 'hello\n' } } }] }) +
        olEnd() +
        ol({ tool_calls: [{ function: { name: 'delete_file', arguments: { path: 'keep.txt' } } }] }),
      openai:
        oaCall(0, 'write_file', '{"path":"a.txt","content":"hello\\n"}', 'c1') +
        oaEnd('tool_calls') +
        oaCall(1, 'delete_file', '{"path":"keep.txt"}', 'c2'),
    }),
    FINISH,
  ],
  after: HELLO,
});
