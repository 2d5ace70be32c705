import { call, turnOf } from '#testing';
import { attempt, FINISH, HELLO, mode, WRITE } from '../mode.js';

const REPORT = call('write_file', { path: 'SUMMARY.md', content: '# Summary\n\nI created a.txt successfully.\n' });
const MEND = call('shell_execute', { command: 'rm -f SUMMARY.md; echo hello > a.txt' });

export default mode({
  id: 'BV28',
  title: 'a report is written beside the one file that was asked for',
  at: 'executor',
  goal: 'Create a.txt with the single line "hello" and no other file.',
  executor: [
    (request, n) =>
      turnOf(request) === n
        ? attempt(WRITE, REPORT, FINISH, MEND, FINISH)(request, n)
        : attempt(MEND, FINISH)(request, n),
  ],
  after: HELLO,
});
