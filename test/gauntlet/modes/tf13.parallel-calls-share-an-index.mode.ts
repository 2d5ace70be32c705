import { FINISH, mode, oaCall, oaEnd, wire } from '../mode.js';

export default mode({
  id: 'TF13',
  title: 'parallel calls share index 0',
  at: 'transport',
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
