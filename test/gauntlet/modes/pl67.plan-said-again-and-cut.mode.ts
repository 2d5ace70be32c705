import { call } from '#testing';
import { honest } from '../honest.js';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const STEPS = [
  { id: 'tea', description: 'Create a.txt with the line "tea"', depends_on: [] },
  { id: 'milk', description: 'Create b.txt with the line "milk"', depends_on: ['tea'] },
];
export default mode({
  id: 'PL67',
  title: 'the whole plan is followed by itself, cut at the limit',
  at: 'planner',
  goal: 'Create a.txt with the line "tea" and b.txt with the line "milk".',
  planner: [
    {
      text: `${JSON.stringify({ subtasks: STEPS })}\n\n${JSON.stringify({ subtasks: STEPS }).slice(0, 90)}`,
      finish: 'length',
    },
  ],
  executor: [
    bySubtask({
      tea: attempt(call('write_file', { path: 'a.txt', content: 'tea\n' }), FINISH),
      milk: attempt(call('write_file', { path: 'b.txt', content: 'milk\n' }), FINISH),
    }),
  ],
  verifier: [honest({ tea: ['+tea'], milk: ['+milk'] })],
  after: { 'a.txt': 'tea\n', 'b.txt': 'milk\n' },
  fails: /plan/i,
});
