import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const CSS = `:root {
  --ink: #222;
  --paper: #fff;
  --accent: #06c;
}

body {
  margin: 0;
  color: var(--ink);
  background: var(--paper);
}

a {
  color: var(--accent);
}

.button {
  padding: 0.5rem 1rem;
  border-radius: 4px;
}

.card {
  border: 1px solid #ddd;
  padding: 1rem;
}
`;

export default mode({
  id: 'EB27',
  title: 'writes the head of a style sheet through the shell and a remark for the rest',
  at: 'executor',
  goal: 'Change --accent in site.css to #c30.',
  before: { 'site.css': CSS },
  executor: [
    attempt(
      call('read_file', { path: 'site.css' }),
      call('shell_execute', {
        command:
          "cat > site.css <<'EOF'\n:root {\n  --ink: #222;\n  --paper: #fff;\n  --accent: #c30;\n}\n\n/* ... existing styles ... */\nEOF",
      }),
      FINISH,
    ),
  ],
  fails: /existing styles|rest|gone|removed|lost|site\.css/i,
});
