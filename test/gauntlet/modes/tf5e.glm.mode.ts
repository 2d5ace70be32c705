import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF5E',
  title: 'dialect: GLM arg_key and arg_value',
  at: 'executor',
  executor: [
    {
      text: '<tool_call>write_file\n<arg_key>path</arg_key>\n<arg_value>a.txt</arg_value>\n<arg_key>content</arg_key>\n<arg_value>hello\n</arg_value>\n</tool_call>',
    },
    { text: '<tool_call>finish<arg_key>summary</arg_key><arg_value>Wrote a.txt.</arg_value></tool_call>' },
  ],
  after: HELLO,
});
