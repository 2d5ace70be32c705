import { FINISH, mode, oaCall, oaEnd, ol, olEnd, wire } from '../mode.js';

export default mode({
  id: 'TF33',
  title: 'two calls under one id',
  at: 'executor',
  goal: 'Create a.txt with the single line "hello" and second.txt with the single line "two".',
  executor: [
    wire({
      ollama:
        ol({
          tool_calls: [
            { id: 'x', function: { name: 'write_file', arguments: { path: 'a.txt', content: 'hello\n' } } },
            { id: 'x', function: { name: 'write_file', arguments: { path: 'second.txt', content: 'two\n' } } },
          ],
        }) + olEnd(),
      openai:
        oaCall(0, 'write_file', '{"path":"a.txt","content":"hello\\n"}', 'x') +
        oaCall(1, 'write_file', '{"path":"second.txt","content":"two\\n"}', 'x') +
        oaEnd('tool_calls'),
    }),
    FINISH,
  ],
  after: { 'a.txt': 'hello\n', 'second.txt': 'two\n' },
  mostRequests: 6,
});
