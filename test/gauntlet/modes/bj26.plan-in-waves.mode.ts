import { attempt, FINISH, mode, bySubtask } from '../mode.js';
import { call } from '#testing';

const WAVES = [
  [{ id: 'a', description: 'Create a.txt with the single line "one".', acceptance_criteria: 'a.txt is there' }],
  [{ id: 'b', description: 'Create b.txt with the single line "two".', acceptance_criteria: 'b.txt is there' }],
];

export default mode({
  id: 'BJ26',
  title: 'a plan of waves: a list of lists of steps',
  at: 'planner',
  goal: 'Create a.txt with the single line "one" and b.txt with the single line "two".',
  planner: [{ text: JSON.stringify(WAVES) }],
  executor: [
    bySubtask({
      a: attempt(call('write_file', { path: 'a.txt', content: 'one\n' }), FINISH),
      b: attempt(call('write_file', { path: 'b.txt', content: 'two\n' }), FINISH),
    }),
  ],
  after: { 'a.txt': 'one\n', 'b.txt': 'two\n' },
});
