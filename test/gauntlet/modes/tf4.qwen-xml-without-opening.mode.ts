import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF4',
  title: "Qwen's XML without its opening tag",
  at: 'executor',
  executor: [
    {
      text: "I'll create it.\n\n<function=write_file>\n<parameter=path>\na.txt\n</parameter>\n<parameter=content>\nhello\n\n</parameter>\n</function>\n</tool_call>",
    },
    FINISH,
  ],
  after: HELLO,
});
