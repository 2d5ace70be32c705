import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'EB30',
  title: 'the indented end of a text in the shell becomes its last line',
  at: 'executor',
  goal: 'Create hosts.txt with exactly these three lines:\nalpha 10.0.0.1\nbeta 10.0.0.2\ngamma 10.0.0.3',
  executor: [
    attempt(
      call('shell_execute', {
        command: 'cat > hosts.txt <<EOF\nalpha 10.0.0.1\nbeta 10.0.0.2\ngamma 10.0.0.3\n  EOF\n',
      }),
      FINISH,
    ),
  ],
  fails: /hosts\.txt|EOF/,
});
