import { call, calls } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'PL68',
  title: 'the plan is a list to tick off with remarks below its entries, however often it is asked for',
  at: 'planner',
  goal: 'Create a.txt with the line "tea" and b.txt with the line "milk".',
  planner: [
    {
      text: '## Plan\n\n- [ ] **Create a.txt**\n  - one line: "tea"\n  - end with a line break\n- [ ] **Create b.txt**\n  - one line: "milk"\n\nLet me know if you want me to start!',
    },
  ],
  executor: [
    attempt(
      calls(
        call('write_file', { path: 'a.txt', content: 'tea\n' }),
        call('write_file', { path: 'b.txt', content: 'milk\n' }),
      ),
      FINISH,
    ),
  ],
  after: { 'a.txt': 'tea\n', 'b.txt': 'milk\n' },
  fails: /plan/i,
});
