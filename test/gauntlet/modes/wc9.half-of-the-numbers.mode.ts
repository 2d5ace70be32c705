import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC9',
  title: 'half of the numbers',
  at: 'executor',
  goal: 'Create numbers.txt with the numbers from 1 to 10, one per line.',
  executor: [attempt(call('write_file', { path: 'numbers.txt', content: '1\n2\n3\n4\n5\n' }), FINISH)],
  fails: /numbers\.txt/,
  mostRequests: 60,
});
