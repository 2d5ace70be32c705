import { FINISH, HELLO, mode, oaCall, oaEnd } from '../mode.js';

export default mode({
  id: 'ST28',
  title: 'comments of a proxy for a while, then the answer',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    () => ({
      headers: { 'content-type': 'text/event-stream' },
      gapMs: 60,
      chunks: [
        ...Array.from({ length: 8 }, () => ': PROCESSING\n\n'),
        oaCall(0, 'write_file', JSON.stringify({ path: 'a.txt', content: 'hello\n' }), 'c1') + oaEnd('tool_calls'),
      ],
    }),
    FINISH,
  ],
  after: HELLO,
});
