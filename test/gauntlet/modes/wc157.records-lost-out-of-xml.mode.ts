import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC157',
  title: 'loses a record on the way from XML to JSON',
  at: 'executor',
  goal: 'Convert books.xml to books.json.',
  before: {
    'books.xml':
      '<books>\n  <book id="1"><title>Emma</title></book>\n  <book id="2"><title>Ulysses</title></book>\n  <book id="3"><title>Walden</title></book>\n</books>\n',
  },
  executor: [
    attempt(
      call('write_file', {
        path: 'books.json',
        content: '[{ "id": 1, "title": "Emma" }, { "id": 2, "title": "Ulysses" }]\n',
      }),
      FINISH,
    ),
  ],
  fails: /books\.json/,
  mostRequests: 60,
});
