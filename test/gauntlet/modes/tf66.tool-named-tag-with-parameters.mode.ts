import { attempt, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF66',
  title: 'a tag named like the tool round parameters as Qwen writes them',
  at: 'executor',
  executor: [
    attempt(
      {
        text: '<write_file>\n<parameter=path>\na.txt\n</parameter>\n<parameter=content>\nhello\n\n</parameter>\n</function>',
      },
      { text: '<finish>\n<parameter=summary>\ndone\n</parameter>\n</finish>' },
    ),
  ],
  after: HELLO,
});
