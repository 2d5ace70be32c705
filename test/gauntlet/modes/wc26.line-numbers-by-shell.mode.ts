import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC26',
  title: 'line numbers get into the file by the shell',
  at: 'executor',
  goal: 'Create server.ini with a section named server.',
  executor: [
    attempt(
      call('shell_execute', {
        command: "printf '1\\t[server]\\n2\\thost = localhost\\n3\\tport = 8080\\n' > server.ini",
      }),
      FINISH,
    ),
  ],
  fails: /server\.ini/,
  mostRequests: 60,
});
