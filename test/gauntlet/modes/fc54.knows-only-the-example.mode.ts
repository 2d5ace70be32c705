import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const right = 'def fib(n):\n    a, b = 0, 1\n    for _ in range(n):\n        a, b = b, a + b\n    return a\n';

export default mode({
  id: 'FC54',
  title: 'a function that gives the result of the example for everything, then right',
  at: 'executor',
  goal: 'Write fib.py with a function fib(n) that returns the n-th Fibonacci number; for example fib(10) is 55.',
  executor: [
    call('write_file', { path: 'fib.py', content: 'def fib(n):\n    return 55\n' }),
    FINISH,
    attempt(call('write_file', { path: 'fib.py', content: right }), FINISH),
  ],
  after: { 'fib.py': right },
});
