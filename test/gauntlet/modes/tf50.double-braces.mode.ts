import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF50',
  title: 'a call in the double braces of a template',
  at: 'executor',
  executor: [
    {
      text: '<tool_call>\n{{"name": "write_file", "arguments": {{"path": "a.txt", "content": "hello\\n"}}}}\n</tool_call>',
    },
    FINISH,
  ],
  after: HELLO,
});
