import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BK19',
  title: 'numbers are sorted as if they were words',
  at: 'executor',
  goal: 'Sort the entries of users.json by age, youngest first.',
  before: {
    'users.json':
      '[\n  { "name": "Ann", "age": 31 },\n  { "name": "Bob", "age": 9 },\n  { "name": "Cid", "age": 104 }\n]\n',
  },
  executor: [
    attempt(
      call('read_file', { path: 'users.json' }),
      call('write_file', {
        path: 'users.json',
        content:
          '[\n  { "name": "Cid", "age": 104 },\n  { "name": "Ann", "age": 31 },\n  { "name": "Bob", "age": 9 }\n]\n',
      }),
      finish('All of it is done.'),
    ),
  ],
  fails: /users\.json|age|sort|order/,
  mostRequests: 80,
});
