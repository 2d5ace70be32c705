import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF4B',
  title: "Qwen's XML with parameters that are not closed",
  at: 'executor',
  executor: [
    { text: '<tool_call>\n<function=write_file>\n<parameter=path>\na.txt\n<parameter=content>\nhello\n\n</function>' },
    FINISH,
  ],
  after: HELLO,
});
