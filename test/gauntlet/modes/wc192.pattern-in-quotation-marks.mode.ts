import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const ROWS = Array.from({ length: 40 }, (_, at) => `row ${at + 1} = ${(at * 37) % 101}\n`).join('');
export default mode({
  id: 'WC192',
  title: 'right work: a quotation with letters that stand for numbers',
  at: 'executor',
  goal: 'Create rows.txt with 40 lines "row N = M", N from 1 to 40 and M = 37 * (N - 1) mod 101.',
  executor: [attempt(call('write_file', { path: 'rows.txt', content: ROWS }), FINISH)],
  after: { 'rows.txt': ROWS },
});
