import { FINISH, HELLO, mode, oaCall, oaEnd, ol, olEnd, wire, WRITE } from '../mode.js';

export default mode({
  id: 'ST16',
  title: 'other words for "cut at its limit"',
  at: 'transport',
  executor: [
    wire({
      ollama:
        ol({ tool_calls: [{ function: { name: 'write_file', arguments: { path: 'a.txt', content: 'hel' } } }] }) +
        olEnd('max_tokens'),
      openai: oaCall(0, 'write_file', '{"path":"a.txt","content":"hel"}', 'c1') + oaEnd('MAX_TOKENS'),
    }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
  check: ({ prompt }) => [[/cut off|too long/.test(prompt('executor', 1)), 'the model is not told that it was cut']],
});
