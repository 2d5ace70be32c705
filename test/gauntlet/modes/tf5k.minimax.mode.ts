import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF5K',
  title: 'dialect: invoke and parameter tags',
  at: 'executor',
  executor: [
    {
      text: '<minimax:tool_call>\n<invoke name="write_file">\n<parameter name="path">a.txt</parameter>\n<parameter name="content">hello\n\n</parameter>\n</invoke>\n</minimax:tool_call>',
    },
    {
      text: '<function_calls>\n<invoke name="finish">\n<parameter name="summary">Wrote a.txt.</parameter>\n</invoke>\n</function_calls>',
    },
  ],
  after: HELLO,
});
