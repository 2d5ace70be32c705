import { FINISH, HELLO, mode, oaCall, oaEnd, wire, WRITE } from '../mode.js';

export default mode({
  id: 'TA1B',
  title: 'the content of a call is cut in the middle',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    wire({ openai: oaCall(0, 'write_file', '{"path": "a.txt", "content": "hel', 'c1') + oaEnd('tool_calls') }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
  check: ({ prompt }) => [[/cut/.test(prompt('executor', 1)), 'the model is not told that it was cut']],
});
