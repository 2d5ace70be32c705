import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC46',
  title: 'a key that the goal names is missing',
  at: 'executor',
  goal: 'Create user.json with the keys "name", "age" and "city".',
  executor: [attempt(call('write_file', { path: 'user.json', content: '{ "name": "Ann", "age": 30 }\n' }), FINISH)],
  fails: /city/,
  mostRequests: 60,
});
