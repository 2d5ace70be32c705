import { answer } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'PL13',
  title: 'the plan is a table, twice',
  at: 'planner',
  planner: [
    answer(
      '| # | Step | Depends on |\n|---|------|---|\n| 1 | Create a.txt with the single line "hello". | - |\n| 2 | Check a.txt. | 1 |',
    ),
  ],
  executor: [WORK],
  after: HELLO,
  mostRequests: 30,
});
