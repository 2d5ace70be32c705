import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'MU3',
  title: 'the head of a table is sorted along with its rows',
  at: 'executor',
  goal: 'Отсортируй строки в книги.csv по году, сначала новые.',
  before: { 'книги.csv': 'название,год\nВойна и мир,1869\nМастер и Маргарита,1967\nЧайка,1896\n' },
  executor: [
    attempt(
      call('write_file', {
        path: 'книги.csv',
        content: 'Мастер и Маргарита,1967\nЧайка,1896\nВойна и мир,1869\nназвание,год\n',
      }),
      FINISH,
    ),
  ],
  fails: /head line/,
});
