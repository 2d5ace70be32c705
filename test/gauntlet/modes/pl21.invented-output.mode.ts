import { mode, WORK } from '../mode.js';

export default mode({
  id: 'PL21',
  title: 'the plan expects a file that nobody asked for',
  at: 'planner',
  plan: [{ id: 'work', description: 'Create a.txt with the single line "hello".', expected_outputs: ['report.pdf'] }],
  executor: [WORK],
  fails: /report\.pdf/,
  mostRequests: 60,
});
