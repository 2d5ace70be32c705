import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BL19',
  title: 'the plan has a step for two of the three reports in the folder',
  at: 'planner',
  goal: 'Summarise every report in the folder reports in summary.md: one line for each that begins with its file name.',
  before: {
    'reports/hall.md': 'The roof leaks.\n',
    'reports/pool.md': 'The water is cold.\n',
    'reports/sauna.md': 'The stove smokes.\n',
  },
  plan: [
    { id: 'hall', description: 'Summarise reports/hall.md in summary.md' },
    { id: 'pool', description: 'Add a summary of reports/pool.md to summary.md', depends_on: ['hall'] },
  ],
  executor: [
    bySubtask({
      hall: attempt(call('write_file', { path: 'summary.md', content: 'hall.md: the roof leaks\n' }), FINISH),
      pool: attempt(call('shell_execute', { command: 'echo "pool.md: the water is cold" >> summary.md' }), FINISH),
    }),
  ],
  halfway: [
    { 'summary.md': 'hall.md: the roof leaks\n' },
    { 'summary.md': 'hall.md: the roof leaks\npool.md: the water is cold\n' },
  ],
  fails: /sauna/,
  mostRequests: 80,
});
