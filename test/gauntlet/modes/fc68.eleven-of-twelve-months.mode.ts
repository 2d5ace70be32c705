import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FC68',
  title: 'eleven rows where there is one for each of twelve',
  at: 'executor',
  goal: 'write months.csv with the columns month,days and one row for each of the 12 months of 2026',
  executor: [
    attempt(
      call('write_file', {
        path: 'months.csv',
        content: `month,days\n${['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Dec'].map((month) => `${month},30\n`).join('')}`,
      }),
      FINISH,
    ),
  ],
  fails: /months\.csv/,
  mostRequests: 80,
});
