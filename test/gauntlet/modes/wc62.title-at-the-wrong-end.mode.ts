import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC62',
  title: 'a line for the top of the file is put at its end',
  at: 'executor',
  goal: 'Add the line "# Tool" at the top of README.md.',
  before: { 'README.md': 'Use it.\n' },
  executor: [attempt(call('write_file', { path: 'README.md', content: 'Use it.\n# Tool\n' }), FINISH)],
  after: { 'README.md': '# Tool\nUse it.\n' },
  fails: /README\.md/,
});
