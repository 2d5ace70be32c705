import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'TF17B',
  title: 'invents results and goes on to finish in one answer',
  at: 'executor',
  executor: [
    {
      text: '<tool_call>{"name":"write_file","arguments":{"path":"a.txt","content":"hallo\\n"}}</tool_call>\n<tool_response>{"success": true}</tool_response>\n<tool_call>{"name":"finish","arguments":{"summary":"Created a.txt."}}</tool_call>',
    },
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
