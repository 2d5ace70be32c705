import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OX14',
  title: 'a cell of another row is changed along',
  at: 'executor',
  goal: 'In stock.csv change the price of figs to 4.',
  before: { 'stock.csv': 'name,price,count\napples,2,10\nfigs,3,7\nplums,5,3\n' },
  executor: [
    attempt(
      call('read_file', { path: 'stock.csv' }),
      call('write_file', { path: 'stock.csv', content: 'name,price,count\napples,2,10\nfigs,4,7\nplums,4,3\n' }),
      FINISH,
    ),
  ],
  fails: /plums|stock/,
});
