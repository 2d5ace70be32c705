import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC83',
  title: 'a Markdown table in a CSV file',
  at: 'executor',
  goal: 'Create prices.csv with the columns item and price.',
  executor: [
    attempt(
      call('write_file', { path: 'prices.csv', content: '| item | price |\n|------|-------|\n| tea | 3 |\n' }),
      FINISH,
    ),
  ],
  fails: /prices\.csv/,
});
