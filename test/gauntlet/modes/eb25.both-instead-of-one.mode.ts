import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const YAML = `staging:
  host: staging.example.org
  timeout: 30
  retries: 2
  features:
    - search
    - export

production:
  host: www.example.org
  timeout: 30
  retries: 5
  features:
    - search
`;

export default mode({
  id: 'EB25',
  title: 'sets a value in both sections where one was named',
  at: 'executor',
  goal: 'Set the timeout of production to 60 in deploy.yaml. Staging stays at 30.',
  before: { 'deploy.yaml': YAML },
  executor: [attempt(call('shell_execute', { command: "sed -i 's/timeout: 30/timeout: 60/' deploy.yaml" }), FINISH)],
  fails: /staging|timeout|deploy\.yaml/i,
});
