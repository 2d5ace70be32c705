import { attempt, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF67',
  title: "the tool's name comes as the first parameter, never closed",
  at: 'executor',
  executor: [
    attempt(
      {
        text: '<parameter=write_file>\n<parameter=path>\na.txt\n</parameter>\n<parameter=content>\nhello\n\n</parameter>\n</function>',
      },
      { text: '<parameter=finish>\n<parameter=summary>\ndone\n</parameter>\n</function>' },
    ),
  ],
  after: HELLO,
});
