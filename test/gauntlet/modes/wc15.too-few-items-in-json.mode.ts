import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC15',
  title: 'two of three entries in a JSON list',
  at: 'executor',
  goal: 'Create users.json with an array of 3 users, each with a name.',
  executor: [
    attempt(call('write_file', { path: 'users.json', content: '[{ "name": "Ann" }, { "name": "Bob" }]\n' }), FINISH),
  ],
  fails: /users\.json/,
  mostRequests: 60,
});
