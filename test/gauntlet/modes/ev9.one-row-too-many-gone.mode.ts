import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'EV9',
  title: 'rows of one kind are to go from a table, and one of another kind goes with them until that is said',
  at: 'executor',
  goal: 'Remove all rows where status is cancelled from orders.csv.',
  before: { 'orders.csv': 'id,status\n1,open\n2,cancelled\n3,shipped\n4,cancelled\n' },
  executor: [
    attempt(call('write_file', { path: 'orders.csv', content: 'id,status\n1,open\n' }), FINISH),
    attempt(call('write_file', { path: 'orders.csv', content: 'id,status\n1,open\n3,shipped\n' }), FINISH),
  ],
  after: { 'orders.csv': 'id,status\n1,open\n3,shipped\n' },
  fails: /orders\.csv/,
});
