import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'TF42',
  title: 'the opening tag of the first key is missing',
  at: 'executor',
  executor: [
    {
      text: '<tool_call>write_filepath</arg_key><arg_value>a.txt</arg_value><arg_key>content</arg_key><arg_value>hello\n</arg_value></tool_call>',
    },
    WORK,
  ],
  after: HELLO,
});
