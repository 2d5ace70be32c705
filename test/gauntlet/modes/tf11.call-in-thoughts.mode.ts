import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'TF11',
  title: 'the call is only in the thoughts',
  at: 'executor',
  before: { 'keep.txt': 'keep\n' },
  executor: [
    {
      thinking: 'I should call it. <tool_call>{"name":"delete_file","arguments":{"path":"keep.txt"}}</tool_call>',
      text: '',
    },
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
