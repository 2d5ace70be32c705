import { attempt, FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'BJ2',
  title: 'a call in tags whose values are marked as plain data of XML',
  at: 'executor',
  executor: [
    attempt(
      {
        text: '<write_file><path><![CDATA[a.txt]]></path><content><![CDATA[hello\n]]></content></write_file>',
      },
      FINISH,
    ),
  ],
  after: HELLO,
});
