import { FINISH, HELLO, mode, oaCall, oaEnd, wire } from '../mode.js';

export default mode({
  id: 'TF40',
  title: 'the id changes from piece to piece of one call',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    wire({
      openai:
        oaCall(0, 'write_file', '', 'call_1') +
        oaCall(0, '', '{"path":"a.txt",', 'call_1') +
        oaCall(0, 'null', '"content":"hel', '') +
        oaCall(0, '', 'lo\\n"}', 'null') +
        oaEnd('tool_calls'),
    }),
    FINISH,
  ],
  after: HELLO,
  mostRequests: 6,
});
