import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC102',
  title: 'a table loses a row on its way to JSON',
  at: 'executor',
  goal: 'Convert users.csv to users.json.',
  before: { 'users.csv': 'id,name,city\n1,Anna,Bern\n2,Bob,"Rome, IT"\n3,Carl,Oslo\n' },
  executor: [
    attempt(
      call('write_file', {
        path: 'users.json',
        content:
          '[\n  { "id": 1, "name": "Anna", "city": "Bern" },\n  { "id": 2, "name": "Bob", "city": "Rome, IT" }\n]\n',
      }),
      FINISH,
    ),
  ],
  fails: /records/,
  mostRequests: 60,
});
