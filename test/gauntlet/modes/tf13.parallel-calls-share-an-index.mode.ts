import { FINISH, mode, oaCall, oaEnd, wire } from '../mode.js';

export default mode({
  id: 'TF13',
  title: 'parallel calls share index 0',
  at: 'transport',
  goal: 'Create a.txt with the single line "hello" and b.txt with the single line "two".',
  protocols: ['openai'],
  executor: [
    wire({
      openai:
        oaCall(0, 'write_file', '{"path":"a.txt","content":"hello\\n"}', 'call_a') +
        oaCall(0, 'write_file', '{"path":"b.txt","content":"two\\n"}', 'call_b') +
        oaEnd('tool_calls'),
    }),
    FINISH,
  ],
  after: { 'a.txt': 'hello\n', 'b.txt': 'two\n' },
});
