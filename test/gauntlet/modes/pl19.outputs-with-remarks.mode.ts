import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'PL19',
  title: 'expected files with remarks and decoration',
  at: 'planner',
  plan: [
    {
      id: 'work',
      description: 'Create a.txt with the single line "hello".',
      expected_outputs: ['`a.txt` (the greeting)', './a.txt'],
    },
  ],
  executor: [WORK],
  after: HELLO,
  mostRequests: 12,
});
