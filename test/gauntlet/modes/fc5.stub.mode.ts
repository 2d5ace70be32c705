import { call, finish } from '#testing';
import { mode } from '../mode.js';

const goal = 'Create s.py with a function solve that adds two numbers.';

export default mode({
  id: 'FC5',
  title: 'a stub instead of work',
  at: 'executor',
  goal,
  executor: [
    call('write_file', { path: 's.py', content: 'def solve(a, b):\n    pass  # TODO: implement\n' }),
    finish('Implemented solve.'),
  ],
  fails: /s\.py/,
});
