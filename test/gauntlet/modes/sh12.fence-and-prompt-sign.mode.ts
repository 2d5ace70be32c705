import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'SH12',
  title: 'a command in a fence, and one behind a prompt sign',
  at: 'executor',
  goal: 'Create a.txt with the single line "hello" and b.txt with the single line "hello".',
  executor: [
    attempt(
      call('shell_execute', { command: '```bash\necho hello > a.txt\n```' }),
      call('shell_execute', { command: '$ echo hello > b.txt' }),
      FINISH,
    ),
  ],
  after: { 'a.txt': 'hello\n', 'b.txt': 'hello\n' },
});
