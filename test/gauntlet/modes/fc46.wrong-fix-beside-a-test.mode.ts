import { call } from '#testing';
import { mode, FINISH } from '../mode.js';

export default mode({
  id: 'FC46',
  title: 'a wrong fix beside a test that tells, then the right one',
  at: 'executor',
  goal: 'Fix add() in calc.py.',
  before: {
    'calc.py': 'def add(a, b):\n    return a - b\n',
    'test_calc.py':
      'import unittest\nfrom calc import add\n\n\nclass T(unittest.TestCase):\n    def test_add(self):\n        self.assertEqual(add(2, 2), 4)\n',
  },
  executor: [
    call('edit_file', { path: 'calc.py', old_str: 'a - b', new_str: 'a * b + 1' }),
    FINISH,
    call('edit_file', { path: 'calc.py', old_str: 'a - b', new_str: 'a + b' }),
    FINISH,
  ],
  after: { 'calc.py': 'def add(a, b):\n    return a + b\n' },
  fails: /test_calc\.py/,
});
