import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC24',
  title: 'a code fence gets into the file by the shell',
  at: 'executor',
  goal: 'Create style.css that makes the background of the page red.',
  executor: [
    attempt(
      call('shell_execute', {
        command: "cat > style.css <<'EOF'\n```css\nbody { background: red; }\n```\nEOF",
      }),
      FINISH,
    ),
  ],
  fails: /style\.css/,
  mostRequests: 60,
});
