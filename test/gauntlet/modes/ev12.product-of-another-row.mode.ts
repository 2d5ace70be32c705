import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'EV12',
  title: 'a column is the product of two others, but in its last row, until that is said',
  at: 'executor',
  goal: 'Add a column total to orders.csv that is price times quantity.',
  before: { 'orders.csv': 'item,price,quantity\npen,2,3\nbook,5,4\n' },
  executor: [
    attempt(
      call('write_file', { path: 'orders.csv', content: 'item,price,quantity,total\npen,2,3,6\nbook,5,4,25\n' }),
      FINISH,
    ),
    attempt(
      call('write_file', { path: 'orders.csv', content: 'item,price,quantity,total\npen,2,3,6\nbook,5,4,20\n' }),
      FINISH,
    ),
  ],
  after: { 'orders.csv': 'item,price,quantity,total\npen,2,3,6\nbook,5,4,20\n' },
  fails: /orders\.csv/,
});
