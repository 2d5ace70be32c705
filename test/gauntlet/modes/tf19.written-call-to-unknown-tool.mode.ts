import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'TF19',
  title: 'a written call of a tool that does not exist',
  at: 'executor',
  executor: [
    { text: '<tool_call>{"name":"create_directory_tree","arguments":{"path":"x"}}</tool_call>' },
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
