import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE53',
  title: '"Rest of README unchanged" in brackets',
  at: 'executor',
  goal: 'Add a section Licence to README.md.',
  before: { 'README.md': '# Shop\n\nA shop.\n\n## Install\n\nRun make.\n' },
  executor: [
    attempt(
      call('read_file', { path: 'README.md' }),
      call('write_file', { path: 'README.md', content: '# Shop\n\n[Rest of README unchanged]\n\n## Licence\n\nMIT\n' }),
      FINISH,
    ),
  ],
  fails: /README\.md|unchanged|placeholder/,
});
