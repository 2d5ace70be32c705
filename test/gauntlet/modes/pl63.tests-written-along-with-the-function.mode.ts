import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'PL63',
  title: 'an earlier step has written the tests that this one was to write',
  at: 'planner',
  goal: 'I need a Python function that turns durations like 1h30m into seconds, with tests.',
  plan: [
    { id: 'parser', description: 'Write the function.', expected_outputs: ['parser.py'] },
    {
      id: 'tests',
      description: 'Write unit tests for the function.',
      expected_outputs: ['tests/test_parser.py'],
      depends_on: ['parser'],
    },
  ],
  executor: [
    bySubtask({
      parser: attempt(
        call('write_file', {
          path: 'duration.py',
          content:
            'import re\n\nUNITS = {"h": 3600, "m": 60, "s": 1}\n\n\ndef parse(text):\n    if not re.fullmatch(r"(\\d+[hms])+", text):\n        raise ValueError(f"no duration: {text!r}")\n    return sum(int(n) * UNITS[unit] for n, unit in re.findall(r"(\\d+)([hms])", text))\n',
        }),
        call('write_file', {
          path: 'test_duration.py',
          content:
            'import unittest\n\nfrom duration import parse\n\n\nclass ParseTest(unittest.TestCase):\n    def test_hours_with_minutes(self):\n        self.assertEqual(parse("1h30m"), 5400)\n\n    def test_nonsense(self):\n        with self.assertRaises(ValueError):\n            parse("soon")\n',
        }),
        finish('duration.py has parse, test_duration.py tests it.'),
      ),
      tests: attempt(
        call('read_file', { path: 'test_duration.py' }),
        call('shell_execute', { command: 'python3 -B -m unittest -q' }),
        finish('test_duration.py has two tests already, both pass.'),
      ),
    }),
  ],
  after: {
    'duration.py':
      'import re\n\nUNITS = {"h": 3600, "m": 60, "s": 1}\n\n\ndef parse(text):\n    if not re.fullmatch(r"(\\d+[hms])+", text):\n        raise ValueError(f"no duration: {text!r}")\n    return sum(int(n) * UNITS[unit] for n, unit in re.findall(r"(\\d+)([hms])", text))\n',
    'test_duration.py':
      'import unittest\n\nfrom duration import parse\n\n\nclass ParseTest(unittest.TestCase):\n    def test_hours_with_minutes(self):\n        self.assertEqual(parse("1h30m"), 5400)\n\n    def test_nonsense(self):\n        with self.assertRaises(ValueError):\n            parse("soon")\n',
  },
  mostRequests: 60,
});
