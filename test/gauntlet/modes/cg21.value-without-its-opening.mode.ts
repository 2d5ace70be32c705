import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'CG21',
  title: 'values whose opening mark is missing',
  at: 'executor',
  executor: [
    {
      text: '<tool_call>write_file<arg_key>path</arg_key>a.txt</arg_value><arg_key>content</arg_key><arg_value>hello\n</arg_value></tool_call>',
    },
    { text: '<tool_call>finish<arg_key>summary</arg_key>a.txt is written.</arg_value></tool_call>' },
  ],
  after: HELLO,
});
