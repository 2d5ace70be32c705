import { accept, call, reject, textOf } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const ADD = call('write_file', { path: 'add.py', content: 'def add(a, b):\n    return a + b\n' });
const TESTS = call('write_file', {
  path: 'test_add.py',
  content:
    'import unittest\n\nfrom add import add\n\n\nclass AddTest(unittest.TestCase):\n    def test_adds(self):\n        self.assertEqual(add(2, 3), 5)\n',
});

export default mode({
  id: 'BW15',
  title: 'the verifier wants the tests that the goal forbids, and the model obeys it',
  at: 'verifier',
  goal: 'Create add.py with a function add(a, b) that returns a + b. Do not write any tests.',
  executor: [
    (request, n) =>
      (textOf(request).includes('No unit tests were added') ? attempt(ADD, TESTS, FINISH) : attempt(ADD, FINISH))(
        request,
        n,
      ),
  ],
  verifier: [
    (request) =>
      textOf(request).includes('test_add.py')
        ? accept()
        : reject('No unit tests were added for add().', 'Add unit tests.'),
  ],
  after: { 'add.py': 'def add(a, b):\n    return a + b\n' },
  fails: /test/,
});
