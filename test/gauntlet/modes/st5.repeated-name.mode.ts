import { FINISH, HELLO, mode, oaCall, oaEnd, wire } from '../mode.js';

export default mode({
  id: 'ST5',
  title: 'the name in every piece of a call, or "null"',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    wire({
      openai:
        oaCall(0, 'write_file', '{"path":"a.t', 'c1') +
        oaCall(0, 'write_file', 'xt","content":"hel') +
        oaCall(0, 'null', 'lo\\n"}') +
        oaEnd('tool_calls'),
    }),
    FINISH,
  ],
  after: HELLO,
});
