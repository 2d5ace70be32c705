import { FINISH, HELLO, mode, oaCall, oaEnd, wire } from '../mode.js';

const args = JSON.stringify({ path: 'a.txt', content: 'hello\n' });

export default mode({
  id: 'ST24',
  title: 'the arguments of a call are sent twice in a row',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    wire({
      openai:
        oaCall(0, 'write_file', '', 'c1') +
        oaCall(0, undefined, args) +
        oaCall(0, undefined, args) +
        oaEnd('tool_calls'),
    }),
    FINISH,
  ],
  after: HELLO,
  check: ({ events }) => [
    [events.filter(({ type }) => type === 'tool_call_started').length === 2, 'a call that was sent once has run twice'],
  ],
});
