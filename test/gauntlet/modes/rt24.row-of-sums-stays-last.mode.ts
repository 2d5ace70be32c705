import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'RT24',
  title: 'right work: a table is sorted by a number, and its row of sums stays the last',
  at: 'executor',
  goal: 'Sort the rows of sales.csv by revenue, highest first.',
  before: { 'sales.csv': 'region,revenue\nNorth,120\nSouth,340\nEast,200\nTotal,660\n' },
  executor: [
    attempt(
      call('write_file', { path: 'sales.csv', content: 'region,revenue\nSouth,340\nEast,200\nNorth,120\nTotal,660\n' }),
      FINISH,
    ),
  ],
  after: { 'sales.csv': 'region,revenue\nSouth,340\nEast,200\nNorth,120\nTotal,660\n' },
});
