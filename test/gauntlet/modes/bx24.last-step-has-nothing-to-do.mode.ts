import { call } from '#testing';
import { honest } from '../honest.js';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BX24',
  title: 'the last step of a plan is to look everything over, and all is well',
  at: 'planner',
  goal: 'Create a.txt with the line "alpha" and b.txt with the line "beta".',
  plan: [
    { id: 'first', description: 'Create a.txt with the line "alpha".', acceptance_criteria: 'a.txt holds alpha.' },
    { id: 'second', description: 'Create b.txt with the line "beta".', acceptance_criteria: 'b.txt holds beta.' },
    {
      id: 'review',
      description: 'Review both files, correct what is wrong and finalize the work.',
      acceptance_criteria: 'Both files are reviewed.',
      depends_on: ['first', 'second'],
    },
  ],
  executor: [
    bySubtask({
      first: attempt(call('write_file', { path: 'a.txt', content: 'alpha\n' }), FINISH),
      second: attempt(call('write_file', { path: 'b.txt', content: 'beta\n' }), FINISH),
      review: attempt(
        call('read_file', { path: 'a.txt' }),
        call('read_file', { path: 'b.txt' }),
        call('finish', { summary: 'Both files are right; nothing had to be corrected.', status: 'done' }),
      ),
    }),
  ],
  verifier: [honest({ first: ['alpha'], second: ['beta'], review: ['alpha', 'beta'] })],
  after: { 'a.txt': 'alpha\n', 'b.txt': 'beta\n' },
});
