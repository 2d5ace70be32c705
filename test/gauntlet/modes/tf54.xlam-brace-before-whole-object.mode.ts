import { FINISH, HELLO, mode, oaCall, oaEnd, wire } from '../mode.js';

export default mode({
  id: 'TF54',
  title: 'an opening brace is sent, then the whole object',
  at: 'executor',
  protocols: ['openai'],
  executor: [
    wire({
      openai:
        oaCall(0, 'write_file', '{', 'c1') +
        oaCall(0, undefined, '{"path": "a.txt", "content": "hello\\n"}') +
        oaEnd('tool_calls'),
    }),
    FINISH,
  ],
  after: HELLO,
});
