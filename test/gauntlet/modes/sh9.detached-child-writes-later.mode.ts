import { call } from '#testing';
import { attempt, FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'SH9',
  title: 'a detached child writes after its command has ended',
  at: 'executor',
  executor: [
    attempt(
      WRITE,
      call('shell_execute', {
        command: '(setsid sh -c "sleep 1; echo late > late.txt" >/dev/null 2>&1 &) ; echo started',
      }),
      FINISH,
    ),
  ],
  after: HELLO,
});
