import { FINISH, HELLO, mode, oa, oaCall, oaEnd, wire, WRITE } from '../mode.js';

const whole = JSON.stringify({ path: 'a.txt', content: 'hello\n' });

export default mode({
  id: 'EB1',
  title: 'each piece of the arguments holds all of them so far',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    wire({
      openai: [
        oa({ role: 'assistant', content: null }),
        oaCall(0, 'write_file', whole.slice(0, 9), 'callaaaa1'),
        oaCall(0, undefined, whole.slice(0, 20)),
        oaCall(0, undefined, whole),
        oaEnd('tool_calls'),
      ].join(''),
    }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
