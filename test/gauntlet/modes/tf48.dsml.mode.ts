import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF48',
  title: 'invocations in full-width markup',
  at: 'executor',
  executor: [
    {
      text: '<｜DSML｜function_calls>\n<｜DSML｜invoke name="write_file">\n<｜DSML｜parameter name="path" string="true">a.txt</｜DSML｜parameter>\n<｜DSML｜parameter name="content" string="true">hello\n</｜DSML｜parameter>\n</｜DSML｜invoke>\n</｜DSML｜function_calls>',
    },
    FINISH,
  ],
  after: HELLO,
  mostRequests: 6,
});
