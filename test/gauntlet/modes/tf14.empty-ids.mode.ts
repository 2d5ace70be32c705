import { FINISH, HELLO, mode, oaCall, oaEnd, ol, olEnd, wire } from '../mode.js';

export default mode({
  id: 'TF14',
  title: 'empty and repeated ids, and a call without a name',
  at: 'transport',
  executor: [
    wire({
      ollama:
        ol({
          tool_calls: [
            { id: '', function: { name: 'write_file', arguments: { path: 'a.txt', content: 'hello\n' } } },
            { id: '', function: { name: 'list_directory', arguments: {} } },
            { id: 'x', function: { name: '', arguments: {} } },
          ],
        }) + olEnd(),
      openai:
        oaCall(0, 'write_file', '{"path":"a.txt","content":"hello\\n"}', '') +
        oaCall(1, 'list_directory', '{}', '') +
        oaCall(2, '', '{}', 'x') +
        oaEnd('tool_calls'),
    }),
    FINISH,
  ],
  after: HELLO,
});
