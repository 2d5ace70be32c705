import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC55',
  title: 'one of three lines is missing',
  at: 'executor',
  goal: 'Create todo.txt with three lines: "buy milk", "call Ann" and "pay rent".',
  executor: [attempt(call('write_file', { path: 'todo.txt', content: 'buy milk\ncall Ann\n' }), FINISH)],
  fails: /pay rent/,
  mostRequests: 60,
});
