import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BU33',
  title: 'two lines were to change places, and one of them is lost',
  at: 'executor',
  goal: 'Swap the first and the last line of order.txt.',
  before: { 'order.txt': 'soup\nfish\ncake\n' },
  executor: [
    attempt(
      call('read_file', { path: 'order.txt' }),
      call('write_file', { path: 'order.txt', content: 'cake\nfish\ncake\n' }),
      FINISH,
    ),
  ],
  fails: /order\.txt/,
});
