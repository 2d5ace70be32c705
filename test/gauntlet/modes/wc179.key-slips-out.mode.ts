import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC179',
  title: 'a key slips out of its parent',
  at: 'executor',
  goal: 'Set replicas to 3 in deploy.yaml.',
  before: { 'deploy.yaml': 'kind: Deployment\nspec:\n  replicas: 1\n  paused: false\n' },
  executor: [
    attempt(
      call('write_file', { path: 'deploy.yaml', content: 'kind: Deployment\nreplicas: 3\nspec:\n  paused: false\n' }),
      FINISH,
    ),
  ],
  fails: /spec\.replicas/,
  mostRequests: 60,
});
