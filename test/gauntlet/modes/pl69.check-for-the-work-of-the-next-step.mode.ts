import { call } from '#testing';
import { honest } from '../honest.js';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'PL69',
  title: 'the check of the first step looks for the file of the second',
  at: 'planner',
  goal: 'Create a.txt with the line "tea" and b.txt with the line "milk".',
  plan: [
    { id: 'tea', description: 'Create a.txt with the line "tea"', checks: ['test -f a.txt', 'test -f b.txt'] },
    { id: 'milk', description: 'Create b.txt with the line "milk"', depends_on: ['tea'], checks: ['test -f b.txt'] },
  ],
  executor: [
    bySubtask({
      tea: attempt(call('write_file', { path: 'a.txt', content: 'tea\n' }), FINISH),
      milk: attempt(call('write_file', { path: 'b.txt', content: 'milk\n' }), FINISH),
    }),
  ],
  verifier: [honest({ tea: ['+tea'], milk: ['+milk'] })],
  after: { 'a.txt': 'tea\n', 'b.txt': 'milk\n' },
  fails: /b\.txt/,
});
