import { FINISH, mode, oa, oaCall, oaEnd, wire } from '../mode.js';

export default mode({
  id: 'TF35',
  title: 'text and thoughts between the pieces of two interleaved calls',
  at: 'transport',
  protocols: ['openai'],
  goal: 'Create a.txt with the single line "hello" and second.txt with the single line "two".',
  executor: [
    wire({
      openai:
        oaCall(0, 'write_file', '{"path":"a.t', 'x1') +
        oa({ content: 'Writing ' }) +
        oaCall(1, 'write_file', '{"path":"second', 'x2') +
        oa({ reasoning_content: 'hm' }) +
        oaCall(0, undefined, 'xt","content":"hel') +
        oaCall(1, undefined, '.txt","content":"two\\n"}') +
        oa({ content: 'both.' }) +
        oaCall(0, undefined, 'lo\\n"}') +
        oaEnd('tool_calls'),
    }),
    FINISH,
  ],
  after: { 'a.txt': 'hello\n', 'second.txt': 'two\n' },
  mostRequests: 6,
});
