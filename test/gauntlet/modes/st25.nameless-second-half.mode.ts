import { FINISH, HELLO, mode, oa, oaCall, oaEnd, wire, WRITE } from '../mode.js';

export default mode({
  id: 'ST25',
  title: 'a named call without arguments, then a nameless one with broken ones',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    wire({
      openai:
        oaCall(0, 'shell_execute', '', 'c1') +
        oa({
          tool_calls: [
            {
              index: 1,
              id: null,
              function: { name: null, arguments: '{"command": "echo hello{"command": "echo hello > a.txt"}' },
            },
          ],
        }) +
        oaEnd('tool_calls'),
    }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
