import { FINISH, HELLO, mode, oa, oaEnd, ol, olEnd, wire } from '../mode.js';

const args = { path: 'a.txt', content: 'hello\n' };

export default mode({
  id: 'TF23',
  title: 'a real call whose arguments are called parameters',
  at: 'executor',
  executor: [
    wire({
      ollama: ol({ tool_calls: [{ function: { name: 'write_file', parameters: args } }] }) + olEnd(),
      openai:
        oa({ tool_calls: [{ index: 0, id: 'c1', function: { name: 'write_file', parameters: args } }] }) +
        oaEnd('tool_calls'),
    }),
    FINISH,
  ],
  after: HELLO,
  mostRequests: 6,
});
