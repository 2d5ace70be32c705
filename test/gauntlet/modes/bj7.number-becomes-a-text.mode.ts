import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BJ7',
  title: 'a rewrite turns numbers into texts in keys that nobody spoke of',
  at: 'executor',
  goal: 'In books.json set the year of "Moss" to 2020.',
  before: { 'books.json': '[{"title": "Moss", "year": 2019, "pages": 144}]\n' },
  executor: [
    attempt(
      call('write_file', { path: 'books.json', content: '[{"title": "Moss", "year": 2020, "pages": "144"}]\n' }),
      finish('All of it is done.'),
    ),
  ],
  fails: /pages/,
});
