import { call } from '#testing';
import { honest } from '../honest.js';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'TA46',
  title: 'paths are links of Markdown',
  at: 'executor',
  goal: 'Create notes/tea.md with the single line "Green.".',
  executor: [attempt(call('write_file', { path: '[notes/tea.md](notes/tea.md)', content: 'Green.\n' }), FINISH)],
  verifier: [honest({ work: ['+Green.'] })],
  after: { 'notes/tea.md': 'Green.\n' },
  fails: /tea\.md/,
});
