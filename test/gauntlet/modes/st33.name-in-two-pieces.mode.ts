import { FINISH, HELLO, mode, oaCall, oaEnd, wire, WRITE } from '../mode.js';

export default mode({
  id: 'ST33',
  title: "the tool's name streamed in two pieces",
  at: 'transport',
  protocols: ['openai'],
  executor: [
    wire({
      openai:
        oaCall(0, 'write_', '', 'c1') +
        oaCall(0, 'file', '{"path":"a.txt","content":"hello\\n"}') +
        oaEnd('tool_calls'),
    }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
