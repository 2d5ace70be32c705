import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'EV10',
  title: 'a column is to be rounded, and a price of it was cut off instead',
  at: 'executor',
  goal: 'Round all prices in prices.csv to 2 decimals.',
  before: { 'prices.csv': 'item,price\ntea,2.499\nmilk,1.5\nbread,3.126\n' },
  executor: [
    attempt(
      call('write_file', { path: 'prices.csv', content: 'item,price\ntea,2.50\nmilk,1.50\nbread,3.12\n' }),
      FINISH,
    ),
  ],
  fails: /prices\.csv/,
});
