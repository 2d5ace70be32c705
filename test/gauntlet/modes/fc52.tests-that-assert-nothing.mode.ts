import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FC52',
  title: 'tests that assert what always holds',
  at: 'executor',
  goal: 'Write test_slug.py with unittest tests for slugify in slug.py: spaces become hyphens.',
  before: { 'slug.py': 'def slugify(s):\n    return s.replace(" ", "-")\n' },
  executor: [
    attempt(
      call('write_file', {
        path: 'test_slug.py',
        content:
          'import unittest\n\n\nclass TestSlug(unittest.TestCase):\n    def test_spaces(self):\n        self.assertTrue(True)\n',
      }),
      FINISH,
    ),
  ],
  fails: /test_slug\.py: all it asserts holds/,
});
