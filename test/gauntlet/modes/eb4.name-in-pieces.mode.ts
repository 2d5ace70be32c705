import { FINISH, HELLO, mode, oaCall, oaEnd, wire, WRITE } from '../mode.js';

export default mode({
  id: 'EB4',
  title: 'the name of the tool comes in two pieces',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    wire({
      openai: [
        oaCall(0, 'write', '', 'callcccc1'),
        oaCall(0, '_file', ''),
        oaCall(0, undefined, '{"path":"a.txt",'),
        oaCall(0, undefined, '"content":"hello\\n"}'),
        oaEnd('tool_calls'),
      ].join(''),
    }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
