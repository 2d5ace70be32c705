import { FINISH, HELLO, mode, oa, oaCall, oaEnd, wire } from '../mode.js';

export default mode({
  id: 'ST30',
  title: 'an SSE body whose lines end with a carriage return alone',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    wire({
      openai: (
        oa({ role: 'assistant' }) +
        oaCall(0, 'write_file', '{"path":"a.txt","content":"hello\\n"}', 'c1') +
        oaEnd('tool_calls')
      ).replaceAll('\n', '\r'),
    }),
    FINISH,
  ],
  after: HELLO,
});
