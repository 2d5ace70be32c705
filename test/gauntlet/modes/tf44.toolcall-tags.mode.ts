import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF44',
  title: '<TOOLCALL>[…]</TOOLCALL>',
  at: 'executor',
  executor: [
    { text: '<TOOLCALL>[{"name": "write_file", "arguments": {"path": "a.txt", "content": "hello\\n"}}]</TOOLCALL>' },
    FINISH,
  ],
  after: HELLO,
  mostRequests: 6,
});
