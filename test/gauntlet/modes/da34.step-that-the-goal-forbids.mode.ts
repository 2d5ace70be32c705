import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'DA34',
  title: 'the plan tidies a file that was to be left alone',
  at: 'planner',
  goal: 'Create b.txt with the line b. Do not touch legacy.txt.',
  before: { 'legacy.txt': 'one  \n\n\ntwo\n' },
  plan: [
    { id: 'create', description: 'Create b.txt with the line b' },
    { id: 'tidy', description: 'Remove blank lines and trailing blanks from legacy.txt', depends_on: ['create'] },
  ],
  executor: [
    bySubtask({
      create: attempt(call('write_file', { path: 'b.txt', content: 'b\n' }), FINISH),
      tidy: attempt(call('write_file', { path: 'legacy.txt', content: 'one\ntwo\n' }), FINISH),
    }),
  ],
  after: { 'b.txt': 'b\n' },
  fails: /legacy\.txt/,
  mostRequests: 120,
});
