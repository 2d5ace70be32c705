import { FINISH, HELLO, mode, oa, oaCall, oaEnd, wire } from '../mode.js';

export default mode({
  id: 'ST32',
  title: 'the arguments of a call arrive before its id and name, the role last of all',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    wire({
      openai:
        oaCall(0, undefined, '{"path":"a.txt",') +
        oaCall(0, undefined, '"content":"hello\\n"}') +
        oaCall(0, 'write_file', '', 'c1') +
        oa({ role: 'assistant' }) +
        oaEnd('tool_calls'),
    }),
    FINISH,
  ],
  after: HELLO,
});
