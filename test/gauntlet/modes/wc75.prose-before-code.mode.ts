import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC75',
  title: 'prose before a Java class',
  at: 'executor',
  goal: 'Create App.java with an empty class App.',
  executor: [
    attempt(
      call('write_file', {
        path: 'App.java',
        content: 'Here is the Java class you asked for:\n\npublic class App {\n}\n',
      }),
      FINISH,
    ),
  ],
  fails: /App\.java/,
});
