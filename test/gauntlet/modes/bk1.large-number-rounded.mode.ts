import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BK1',
  title: 'a rewrite rounds a number that has too many digits',
  at: 'executor',
  goal: 'Add "active": true to every entry of users.json.',
  before: { 'users.json': '[\n  { "id": 90071992547409931234, "name": "Ann" },\n  { "id": 7, "name": "Bob" }\n]\n' },
  executor: [
    attempt(
      call('read_file', { path: 'users.json' }),
      call('write_file', {
        path: 'users.json',
        content:
          '[\n  { "id": 90071992547409930000, "name": "Ann", "active": true },\n  { "id": 7, "name": "Bob", "active": true }\n]\n',
      }),
      finish('All of it is done.'),
    ),
  ],
  fails: /users\.json/,
  mostRequests: 80,
});
