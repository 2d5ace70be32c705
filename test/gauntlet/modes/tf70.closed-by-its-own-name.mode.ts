import { attempt, FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF70',
  title: 'a parameter is closed by its own name',
  at: 'executor',
  executor: [
    attempt(
      {
        text: '<function_calls>\n<invoke name="write_file">\n<parameter name="content">hello\n</content>\n<parameter name="path">a.txt</parameter>\n</invoke>\n</function_calls>',
      },
      FINISH,
    ),
  ],
  after: HELLO,
});
