import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC47',
  title: 'a column that the goal names is missing',
  at: 'executor',
  goal: 'Create users.csv with the columns id, name and email and some rows.',
  executor: [attempt(call('write_file', { path: 'users.csv', content: 'id,name\n1,Ann\n2,Bob\n' }), FINISH)],
  fails: /email/,
  mostRequests: 60,
});
