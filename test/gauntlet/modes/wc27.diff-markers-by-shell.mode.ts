import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC27',
  title: 'diff markers get into the file by the shell',
  at: 'executor',
  goal: 'Create server.ini with a section named server.',
  executor: [
    attempt(
      call('shell_execute', {
        command:
          "cat > server.ini <<'EOF'\n--- /dev/null\n+++ b/server.ini\n@@ -0,0 +1,2 @@\n+[server]\n+port = 8080\nEOF",
      }),
      FINISH,
    ),
  ],
  fails: /server\.ini/,
  mostRequests: 60,
});
