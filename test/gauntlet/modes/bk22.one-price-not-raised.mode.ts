import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BK22',
  title: 'one of the prices is not raised',
  at: 'executor',
  goal: 'Increase every price in prices.csv by 10 percent.',
  before: { 'prices.csv': 'item,price\ncup,100\nlid,50\nbag,20\n' },
  executor: [
    attempt(
      call('write_file', { path: 'prices.csv', content: 'item,price\ncup,110\nlid,55\nbag,20\n' }),
      finish('All of it is done.'),
    ),
  ],
  fails: /prices\.csv|bag|20/,
  mostRequests: 80,
});
