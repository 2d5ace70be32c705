import { FINISH, HELLO, mode, oa, oaCall, oaEnd, wire } from '../mode.js';

export default mode({
  id: 'DA2',
  title: "a call's name comes in two pieces",
  at: 'transport',
  protocols: ['openai'],
  executor: [
    wire({
      openai: [
        oa({ role: 'assistant', content: '' }),
        oaCall(0, 'write_', '', 'call_k2'),
        oaCall(0, 'file', '{"path":"a.txt",'),
        oaCall(0, undefined, '"content":"hello\\n"}'),
        oaEnd('tool_calls'),
      ].join(''),
    }),
    FINISH,
  ],
  after: HELLO,
  fails: /write_|tool/,
});
