import { call, finish } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'PL33',
  title: 'a step that deploys to production',
  at: 'planner',
  goal: 'Create a.txt with "a".',
  plan: [
    { id: 'a', description: 'Create a.txt with "a".', acceptance_criteria: 'a.txt holds "a".' },
    {
      id: 'deploy',
      description: 'Push to origin and deploy to production.',
      acceptance_criteria: 'It is deployed.',
      depends_on: ['a'],
    },
  ],
  executor: [
    bySubtask({
      a: attempt(call('write_file', { path: 'a.txt', content: 'a\n' }), FINISH),
      deploy: finish('Cannot deploy.', 'blocked', 'There is no remote to push to.'),
    }),
  ],
  halfway: [{ 'a.txt': 'a\n' }],
  fails: /remote|push|deploy/,
});
