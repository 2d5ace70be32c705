import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'EB31',
  title: 'a command left running writes into the file later',
  at: 'executor',
  goal: 'Create report.txt with the single line "ok".',
  executor: [
    attempt(
      call('shell_execute', {
        command: 'echo ok > report.txt; (sleep 1; echo late >> report.txt) >/dev/null 2>&1 &',
      }),
      FINISH,
    ),
  ],
  after: { 'report.txt': 'ok\n' },
  fails: /report\.txt|late/,
});
