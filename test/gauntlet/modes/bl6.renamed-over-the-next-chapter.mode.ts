import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BL6',
  title: 'files are renamed in the order in which the first replaces the second',
  at: 'planner',
  goal: 'Make room for a new first chapter: chapters/1.md becomes chapters/2.md and chapters/2.md becomes chapters/3.md. Then write chapters/1.md with the title "# Before".',
  before: { 'chapters/1.md': '# Tea\n', 'chapters/2.md': '# Milk\n' },
  plan: [
    { id: 'one', description: 'Rename chapters/1.md to chapters/2.md' },
    { id: 'two', description: 'Rename chapters/2.md to chapters/3.md', depends_on: ['one'] },
    { id: 'new', description: 'Write chapters/1.md with the title "# Before"', depends_on: ['two'] },
  ],
  executor: [
    bySubtask({
      one: attempt(call('shell_execute', { command: 'mv chapters/1.md chapters/2.md' }), FINISH),
      two: attempt(call('shell_execute', { command: 'mv chapters/2.md chapters/3.md' }), FINISH),
      new: attempt(call('write_file', { path: 'chapters/1.md', content: '# Before\n' }), FINISH),
    }),
  ],
  fails: /chapters\/[123]\.md/,
  mostRequests: 100,
});
