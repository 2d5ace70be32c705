import { HELLO, FINISH, mode, oa, oaCall, wire } from '../mode.js';

export default mode({
  id: 'DA1',
  title: 'the last piece of a call brings all its arguments once more',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    wire({
      openai: [
        oa({ role: 'assistant', content: null }),
        oaCall(0, 'write_file', '', 'chatcmpl-tool-9f1c'),
        oaCall(0, undefined, '{"path": "a.txt", '),
        oaCall(0, undefined, '"content": "hello\\n"}'),
        oaCall(0, undefined, '{"path": "a.txt", "content": "hello\\n"}'),
        oa({}, 'tool_calls'),
        'data: [DONE]\n\n',
      ].join(''),
    }),
    FINISH,
  ],
  after: HELLO,
});
