import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OS9',
  title: 'a check of the plan wants another number of lines than the goal',
  at: 'planner',
  goal: 'Create list.txt with exactly three lines: alpha, beta, gamma.',
  plan: [
    {
      id: 'list',
      description: 'Create list.txt with the lines alpha, beta and gamma',
      expected_outputs: ['list.txt'],
      checks: ['test $(wc -l < list.txt) -eq 4'],
    },
  ],
  executor: [attempt(call('write_file', { path: 'list.txt', content: 'alpha\nbeta\ngamma\n' }), FINISH)],
  after: { 'list.txt': 'alpha\nbeta\ngamma\n' },
  mostRequests: 12,
});
