import { FINISH, HELLO, mode, oa, oaCall, ol, wire, WRITE } from '../mode.js';

const half = { path: 'b.txt', content: 'half' };

export default mode({
  id: 'ST1',
  title: 'the stream ends without its end marker',
  at: 'transport',
  executor: [
    wire({
      ollama: ol({ tool_calls: [{ function: { name: 'write_file', arguments: half } }] }),
      openai: oa({ role: 'assistant', content: null }) + oaCall(0, 'write_file', JSON.stringify(half), 'c1'),
    }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
