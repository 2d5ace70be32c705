import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'FC74',
  title: 'a step claims the tests that an earlier one was to write, and the verifier passes it',
  at: 'executor',
  goal: 'Write a Python function that parses durations like 1h30m and one that formats them, each with tests.',
  plan: [
    { id: 'parse', description: 'Write the parser with its tests.', expected_outputs: ['parser.py', 'test_parser.py'] },
    { id: 'format', description: 'Write the formatter.', expected_outputs: ['formatter.py'], depends_on: ['parse'] },
    {
      id: 'tests',
      description: 'Write the tests of the formatter.',
      expected_outputs: ['test_formatter.py'],
      depends_on: ['format'],
    },
  ],
  executor: [
    bySubtask({
      parse: attempt(
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
      format: attempt(
        call('read_file', { path: 'duration.py' }),
        call('write_file', {
          path: 'fmt.py',
          content: 'def fmt(seconds):\n    return f"{seconds // 3600}h{seconds % 3600 // 60}m"\n',
        }),
        finish('fmt.py formats.'),
      ),
      tests: attempt(
        call('read_file', { path: 'test_duration.py' }),
        finish('The tests of the formatter are there and pass.'),
      ),
    }),
  ],
  halfway: [
    {
      'duration.py':
        'import re\n\nUNITS = {"h": 3600, "m": 60, "s": 1}\n\n\ndef parse(text):\n    if not re.fullmatch(r"(\\d+[hms])+", text):\n        raise ValueError(f"no duration: {text!r}")\n    return sum(int(n) * UNITS[unit] for n, unit in re.findall(r"(\\d+)([hms])", text))\n',
      'test_duration.py':
        'import unittest\n\nfrom duration import parse\n\n\nclass ParseTest(unittest.TestCase):\n    def test_hours_with_minutes(self):\n        self.assertEqual(parse("1h30m"), 5400)\n\n    def test_nonsense(self):\n        with self.assertRaises(ValueError):\n            parse("soon")\n',
      'fmt.py': 'def fmt(seconds):\n    return f"{seconds // 3600}h{seconds % 3600 // 60}m"\n',
    },
  ],
  fails: /test_formatter\.py/,
  mostRequests: 60,
});
