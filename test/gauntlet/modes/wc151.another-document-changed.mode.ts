import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC151',
  title: 'writes the section into another document than the one named',
  at: 'executor',
  goal: 'Add a section about installation to docs/guide.md.',
  before: { 'docs/guide.md': '# Guide\n', 'README.md': '# Tool\n' },
  executor: [
    attempt(call('write_file', { path: 'README.md', content: '# Tool\n\n## Installation\n\nRun npm i.\n' }), FINISH),
  ],
  fails: /guide\.md/,
  mostRequests: 60,
});
