import { FINISH, HELLO, mode, oa, oaCall, oaEnd, wire, WRITE } from '../mode.js';

export default mode({
  id: 'ST8',
  title: 'empty choices, null deltas, comments, and the call again as a summary',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    wire({
      openai:
        ': keep-alive\n\n' +
        'data: {"choices":[]}\n\n' +
        oa(null) +
        oa({ role: 'assistant', content: null }) +
        oaCall(0, 'write_file', '{"path":"a.txt","content":"hello\\n"}', 'c1') +
        oaCall(0, 'write_file', '{"path":"a.txt","content":"hello\\n"}', 'c1').replace(
          '"index":0,"delta"',
          '"index":0,"delta"',
        ) +
        oaEnd('tool_calls'),
    }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
