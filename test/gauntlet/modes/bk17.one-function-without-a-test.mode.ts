import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BK17',
  title: 'one of the functions that were to be tested is not',
  at: 'executor',
  goal: 'Write unit tests for add, sub and mul of calc.py in test_calc.py.',
  before: {
    'calc.py':
      'def add(a, b):\n    return a + b\n\n\ndef sub(a, b):\n    return a - b\n\n\ndef mul(a, b):\n    return a * b\n',
  },
  executor: [
    attempt(
      call('write_file', {
        path: 'test_calc.py',
        content:
          'from calc import add, sub\n\n\ndef test_add():\n    assert add(1, 2) == 3\n\n\ndef test_sub():\n    assert sub(3, 2) == 1\n',
      }),
      finish('All of it is done.'),
    ),
  ],
  fails: /mul/,
  mostRequests: 80,
});
