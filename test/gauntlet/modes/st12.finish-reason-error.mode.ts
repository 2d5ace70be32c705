import { FINISH, HELLO, mode, oaCall, oaEnd, ol, olEnd, wire, WRITE } from '../mode.js';

const args = { path: 'a.txt', content: 'hel' };

export default mode({
  id: 'ST12',
  title: 'the finish reason is "error", behind a call that looks whole',
  at: 'transport',
  executor: [
    wire({
      ollama: ol({ tool_calls: [{ function: { name: 'write_file', arguments: args } }] }) + olEnd('error'),
      openai: oaCall(0, 'write_file', JSON.stringify(args), 'c1') + oaEnd('error'),
    }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
  check: ({ prompt }) => [[!prompt('executor', 1).includes('"hel"'), 'the answer of a failed try was used']],
});
