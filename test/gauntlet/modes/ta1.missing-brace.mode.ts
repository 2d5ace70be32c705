import { FINISH, HELLO, mode, oaCall, oaEnd, wire, WRITE } from '../mode.js';

export default mode({
  id: 'TA1',
  title: 'the last brace of the arguments is missing',
  at: 'transport',
  protocols: ['openai'],
  before: { 'b.txt': 'one\ntwo\nthree\n' },
  executor: [
    wire({ openai: oaCall(0, 'read_file', '{"path": "b.txt", "line_start": 3', 'c1') + oaEnd('tool_calls') }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
  check: ({ prompt }) => [[/three/.test(prompt('executor', 1)), 'the call did not run']],
});
