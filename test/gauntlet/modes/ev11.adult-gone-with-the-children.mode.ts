import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const USERS =
  '[\n  { "name": "Ann", "age": 17 },\n  { "name": "Bob", "age": 18 },\n  { "name": "Cem", "age": 40 }\n]\n';

export default mode({
  id: 'EV11',
  title: 'objects below an age are to go from a list, and the one of just that age goes as well',
  at: 'executor',
  goal: 'Remove all users whose age is under 18 from users.json.',
  before: { 'users.json': USERS },
  executor: [
    attempt(call('write_file', { path: 'users.json', content: '[\n  { "name": "Cem", "age": 40 }\n]\n' }), FINISH),
  ],
  fails: /users\.json/,
});
