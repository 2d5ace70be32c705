import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'TF18',
  title: 'two written calls, the second of them cut',
  at: 'executor',
  executor: [
    {
      text: '<tool_call>{"name":"write_file","arguments":{"path":"a.txt","content":"hello\\n"}}</tool_call>\n<tool_call>{"name":"write_file","arguments":{"path":"b.txt","content":"cut he',
    },
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
