import { call, turnOf } from '#testing';
import { honest } from '../honest.js';
import { FINISH, mode } from '../mode.js';

const [INSTALL, USAGE] = ['## Install\nnpm i\n', '## Usage\nRun it.\n'];
const RIGHT = `# Tool\n\n${INSTALL}\n${USAGE}`;

export default mode({
  id: 'BU22',
  title: 'a section is copied to its place and stays where it was',
  at: 'executor',
  goal: 'Move the section "## Install" in README.md before the section "## Usage".',
  before: { 'README.md': `# Tool\n\n${USAGE}\n${INSTALL}` },
  executor: [
    (request, n) => {
      const turn = turnOf(request);
      if (turn === 0) return call('read_file', { path: 'README.md' });
      if (turn > 1) return FINISH;
      return n < 3
        ? call('edit_file', { path: 'README.md', old_str: '## Usage', new_str: `${INSTALL}\n## Usage` })
        : call('write_file', { path: 'README.md', content: RIGHT });
    },
  ],
  verifier: [honest({ work: [/^-## (Install|Usage)/m] })],
  after: { 'README.md': RIGHT },
});
