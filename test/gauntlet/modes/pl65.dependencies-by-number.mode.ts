import { call, finish, textOf } from '#testing';
import { honest } from '../honest.js';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const PRICES = 'item,price\ntea,3\nmilk,2\n';
export default mode({
  id: 'PL65',
  title: 'dependencies are the numbers of the steps, counted from one',
  at: 'planner',
  goal: 'Write prices.csv with tea at 3 and milk at 2, write total.txt with their sum, and write report.md with the sentence "The total is 5."',
  planner: [
    {
      text: JSON.stringify({
        subtasks: [
          {
            id: 'prices',
            description: 'Write prices.csv with the columns item and price: tea 3, milk 2',
            depends_on: [],
          },
          { id: 'total', description: 'Write total.txt with the sum of the prices in prices.csv', depends_on: [1] },
          { id: 'report', description: 'Write report.md with the sentence "The total is 5."', depends_on: [1, 2] },
        ],
      }),
    },
  ],
  executor: [
    bySubtask({
      prices: attempt(call('write_file', { path: 'prices.csv', content: PRICES }), FINISH),
      total: (request) =>
        attempt(
          call('read_file', { path: 'prices.csv' }),
          textOf(request).includes('milk,2')
            ? call('write_file', { path: 'total.txt', content: '5\n' })
            : finish('', 'blocked', 'prices.csv is not there'),
          FINISH,
        )(request, 0),
      report: (request) =>
        attempt(
          call('read_file', { path: 'total.txt' }),
          textOf(request).includes('"output":"5\\n"')
            ? call('write_file', { path: 'report.md', content: 'The total is 5.\n' })
            : finish('', 'blocked', 'total.txt is not there'),
          FINISH,
        )(request, 0),
    }),
  ],
  verifier: [honest({ prices: ['+tea,3'], total: ['+5'], report: ['+The total is 5.'] })],
  after: { 'prices.csv': PRICES, 'total.txt': '5\n', 'report.md': 'The total is 5.\n' },
});
