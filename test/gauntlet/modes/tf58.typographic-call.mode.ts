import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'TF58',
  title: 'typographic quotes and full-width punctuation in a call',
  at: 'executor',
  executor: [
    {
      text: '<tool_call>\n{“name”： “write_file”， “arguments”： {“path”： “a.txt”， “content”： “hello\\n”}}\n</tool_call>',
    },
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
