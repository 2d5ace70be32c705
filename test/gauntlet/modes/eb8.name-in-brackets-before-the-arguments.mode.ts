import { answer } from '#testing';
import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'EB8',
  title: 'the name of the tool in brackets, then its arguments, then the end of a request',
  at: 'executor',
  executor: [answer('[write_file]\n{"path":"a.txt","content":"hello\\n"}\n[END_TOOL_REQUEST]'), FINISH],
  after: HELLO,
  fails: /no file was changed/,
});
