import { FINISH, HELLO, mode, oa, oaEnd, ol, olEnd, wire } from '../mode.js';

const args = { path: 'a.txt', content: 'hello\n' };

export default mode({
  id: 'TF39',
  title: 'one call where a list of them should be',
  at: 'executor',
  executor: [
    wire({
      ollama: ol({ tool_calls: { function: { name: 'write_file', arguments: args } } }) + olEnd(),
      openai:
        oa({ tool_calls: { id: 'c1', function: { name: 'write_file', arguments: JSON.stringify(args) } } }) +
        oaEnd('tool_calls'),
    }),
    FINISH,
  ],
  after: HELLO,
  mostRequests: 6,
});
