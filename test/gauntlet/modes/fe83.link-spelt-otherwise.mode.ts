import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const README = '# Tool\n\nA tool.\n';
export default mode({
  id: 'FE83',
  title: 'a link to a file that is spelt otherwise',
  at: 'executor',
  goal: 'Add a line to README.md that links to the installation guide docs/INSTALL.md.',
  before: { 'README.md': README, 'docs/INSTALL.md': '# Installation\n\nRun make.\n' },
  executor: [
    attempt(
      call('write_file', { path: 'README.md', content: `${README}\nSee the [installation guide](docs/install.md).\n` }),
      FINISH,
    ),
  ],
  after: { 'README.md': `${README}\nSee the [installation guide](docs/INSTALL.md).\n` },
  fails: /README\.md links to docs\/install\.md/,
});
