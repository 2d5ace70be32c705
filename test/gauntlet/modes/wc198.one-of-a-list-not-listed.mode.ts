import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC198',
  title: 'one of the names that a file is to list is left out',
  at: 'executor',
  goal: 'Create requirements.txt with flask, requests and pydantic, one a line, without versions.',
  executor: [attempt(call('write_file', { path: 'requirements.txt', content: 'flask\nrequests\n' }), FINISH)],
  after: { 'requirements.txt': 'flask\nrequests\npydantic\n' },
  fails: /lacks pydantic/,
});
