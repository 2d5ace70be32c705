import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'PL18',
  title: 'a check needs a program that this machine has not',
  at: 'planner',
  plan: [
    { id: 'work', description: 'Create a.txt with the single line "hello".', checks: ['frobnicate --strict a.txt'] },
  ],
  executor: [WORK],
  after: HELLO,
  fails: /frobnicate/,
  mostRequests: 60,
});
