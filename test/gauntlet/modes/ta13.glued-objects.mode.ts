import { mode, oaCall, oaEnd, wire } from '../mode.js';

export default mode({
  id: 'TA13',
  title: 'two objects glued into one call, and a control token left over',
  at: 'transport',
  goal: 'Create a.txt with the single line "hello" and b.txt with the single line "two".',
  protocols: ['openai'],
  executor: [
    wire({
      openai:
        oaCall(0, 'write_file', '{"path":"a.txt","content":"hello\\n"}{"path":"b.txt","content":"two\\n"}', 'c1') +
        oaEnd('tool_calls'),
    }),
    wire({ openai: oaCall(0, 'finish', '{"summary":"Wrote both.<|im_end|>"}', 'c2') + oaEnd('tool_calls') }),
  ],
  after: { 'a.txt': 'hello\n', 'b.txt': 'two\n' },
});
