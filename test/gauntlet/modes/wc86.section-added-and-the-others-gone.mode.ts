import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC86',
  title: 'a section added, the others gone',
  at: 'executor',
  goal: 'Add a section about testing to README.md.',
  before: { 'README.md': '# Shop\n\nA shop.\n\n## Install\n\nRun make.\n\n## Usage\n\nRun shop.\n' },
  executor: [
    attempt(
      call('read_file', { path: 'README.md' }),
      call('write_file', { path: 'README.md', content: '# Shop\n\n## Testing\n\nRun make test.\n' }),
      FINISH,
    ),
  ],
  fails: /README\.md/,
});
