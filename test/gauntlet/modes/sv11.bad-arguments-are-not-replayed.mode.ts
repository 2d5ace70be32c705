import { FINISH, HELLO, mode, oaCall, oaEnd, refusal, wire, WRITE } from '../mode.js';

export default mode({
  id: 'SV11',
  title: 'broken arguments are not sent back',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    wire({ openai: oaCall(0, 'write_file', '{"path": "a.txt", content: hel', 'c1') + oaEnd('tool_calls') }),
    ({ body }) =>
      JSON.stringify(body).includes('content: hel')
        ? refusal(400, { error: { message: 'invalid arguments in history' } })
        : WRITE,
    FINISH,
  ],
  after: HELLO,
});
