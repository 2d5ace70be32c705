import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'SC13',
  title: 'all of the work is done by the shell, and rightly',
  at: 'executor',
  goal: 'Create a.txt with the single line "hello" and rename old.txt to new.txt. In c.txt replace "x" with "y".',
  before: { 'old.txt': 'kept\n', 'c.txt': 'x\n' },
  executor: [
    attempt(
      call('shell_execute', { command: "cat > a.txt <<'EOF'\nhello\nEOF" }),
      call('shell_execute', { command: 'mv old.txt new.txt && sed -i s/x/y/ c.txt' }),
      FINISH,
    ),
  ],
  after: { 'a.txt': 'hello\n', 'c.txt': 'y\n', 'new.txt': 'kept\n', 'old.txt': null },
});
