import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'RT9',
  title: 'reasoning that drafts one call, then another call',
  at: 'executor',
  before: { 'keep.txt': 'keep\n' },
  executor: [
    {
      text: '<think>Maybe <tool_call>{"name":"delete_file","arguments":{"path":"keep.txt"}}</tool_call>? No.</think>\n<tool_call>{"name":"write_file","arguments":{"path":"a.txt","content":"hello\\n"}}</tool_call>',
    },
    FINISH,
  ],
  after: HELLO,
});
