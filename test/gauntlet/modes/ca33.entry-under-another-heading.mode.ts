import { call } from '#testing';
import { honest, succeeded } from '../honest.js';
import { FINISH, mode } from '../mode.js';

const OLD = '# Changes\n\n## Unreleased\n\n- added search\n\n## 1.0\n\n- first\n';

export default mode({
  id: 'CA33',
  title: 'an entry goes to the end of the file, though it is to stand under a heading above',
  at: 'executor',
  goal: 'Append the entry "- fixed login" to CHANGES.md under "## Unreleased".',
  before: { 'CHANGES.md': OLD },
  executor: [
    (request, n) => {
      if (succeeded(request)) return FINISH;
      return n === 0
        ? call('shell_execute', { command: 'echo "- fixed login" >> CHANGES.md' })
        : call('edit_file', {
            path: 'CHANGES.md',
            old_str: '- added search',
            new_str: '- added search\n- fixed login',
          });
    },
  ],
  verifier: [honest({ work: ['- fixed login'] })],
  after: { 'CHANGES.md': OLD.replace('search\n', 'search\n- fixed login\n') },
});
