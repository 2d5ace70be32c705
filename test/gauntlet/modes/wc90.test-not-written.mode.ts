import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC90',
  title: 'the function without its test',
  at: 'executor',
  goal: 'Write a function is_even in util.py and a test for it in test_util.py.',
  executor: [
    attempt(call('write_file', { path: 'util.py', content: 'def is_even(n):\n    return n % 2 == 0\n' }), FINISH),
  ],
  fails: /test_util\.py/,
});
