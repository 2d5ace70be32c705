import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OS12',
  title: 'a step of the plan only keeps something in memory',
  at: 'planner',
  goal: 'Write the number of words of poem.txt into count.txt.',
  before: { 'poem.txt': 'A rose is a rose,\nis a rose\n' },
  plan: [
    { id: 'buffer', description: 'Create an empty buffer for poem.txt' },
    { id: 'count', description: 'Write the number of words of poem.txt into count.txt', depends_on: ['buffer'] },
  ],
  executor: [
    bySubtask({
      buffer: FINISH,
      count: attempt(call('shell_execute', { command: 'wc -w < poem.txt > count.txt' }), FINISH),
    }),
  ],
  after: { 'count.txt': '8\n' },
  mostRequests: 14,
});
