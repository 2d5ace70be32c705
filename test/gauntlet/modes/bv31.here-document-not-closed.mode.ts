import { call, turnOf } from '#testing';
import { honest } from '../honest.js';
import { attempt, FINISH, mode } from '../mode.js';

const GOOD = call('write_file', { path: 'run.sh', content: 'echo hello\n' });
export default mode({
  id: 'BV31',
  title: 'the end of a here-document is indented, so that it and what follows go into the file',
  at: 'executor',
  goal: 'Create run.sh, a script that prints hello.',
  executor: [
    (request, n) =>
      turnOf(request) === n
        ? attempt(
            call('shell_execute', { command: "cat > run.sh << 'EOF'\necho hello\n  EOF\nchmod +x run.sh" }),
            FINISH,
            GOOD,
            FINISH,
          )(request, n)
        : attempt(GOOD, FINISH)(request, n),
  ],
  verifier: [honest({ work: ['+echo hello'] })],
  after: { 'run.sh': 'echo hello\n' },
});
