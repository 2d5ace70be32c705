import { FINISH, HELLO, mode, oa, oaEnd, ol, olEnd, wire } from '../mode.js';

const args = { path: 'a.txt', content: 'hello\n' };

export default mode({
  id: 'TF22',
  title: 'name and arguments stand in the call itself',
  at: 'executor',
  executor: [
    wire({
      ollama: ol({ tool_calls: [{ name: 'write_file', arguments: args }] }) + olEnd(),
      openai:
        oa({ tool_calls: [{ index: 0, id: 'c1', name: 'write_file', arguments: JSON.stringify(args) }] }) +
        oaEnd('tool_calls'),
    }),
    FINISH,
  ],
  after: HELLO,
  mostRequests: 6,
});
