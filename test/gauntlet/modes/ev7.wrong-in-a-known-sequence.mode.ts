import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'EV7',
  title: 'the last number of a known sequence is another one',
  at: 'executor',
  goal: 'Write the first 8 Fibonacci numbers to fib.txt, one per line.',
  executor: [attempt(call('write_file', { path: 'fib.txt', content: '0\n1\n1\n2\n3\n5\n8\n12\n' }), FINISH)],
  fails: /./,
});
