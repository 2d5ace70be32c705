import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'PL17',
  title: 'the checks are sentences',
  at: 'planner',
  plan: [
    {
      id: 'work',
      description: 'Create a.txt with the single line "hello".',
      checks: ['a.txt exists and contains hello', 'Verify that a.txt has one line'],
    },
  ],
  executor: [WORK],
  after: HELLO,
  mostRequests: 12,
});
