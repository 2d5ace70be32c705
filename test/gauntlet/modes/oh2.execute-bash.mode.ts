import { call } from '#testing';
import { mode, FINISH, HELLO, attempt } from '../mode.js';

export default mode({
  id: 'OH2',
  title: 'execute_bash with a security risk, then finish with a message',
  at: 'executor',
  executor: [
    attempt(
      call('execute_bash', { command: 'echo hello > a.txt', security_risk: 'LOW', is_input: 'false' }),
      call('finish', { message: 'Created the file.', task_completed: 'true' }),
      FINISH,
    ),
  ],
  after: HELLO,
  fails: /execute_bash/,
});
