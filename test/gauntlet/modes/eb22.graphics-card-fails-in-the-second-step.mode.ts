import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode, refusal } from '../mode.js';

const LIB = 'def mean(values):\n    return sum(values) / len(values)\n';
const TEST =
  'import unittest\n\nfrom stats import mean\n\n\nclass MeanTest(unittest.TestCase):\n    def test_mean(self):\n        self.assertEqual(mean([1, 2, 3]), 2)\n\n\nif __name__ == "__main__":\n    unittest.main()\n';

export default mode({
  id: 'EB22',
  title: 'the graphics card fails twice in the second of two steps',
  at: 'transport',
  goal: 'Create stats.py with a function mean(values), then test_stats.py with a unittest that mean([1, 2, 3]) is 2.',
  plan: [
    { id: 'lib', description: 'Create stats.py with mean(values).' },
    { id: 'test', description: 'Create test_stats.py with a unittest for mean.', depends_on: ['lib'] },
  ],
  executor: [
    bySubtask({
      lib: attempt(call('write_file', { path: 'stats.py', content: LIB }), FINISH),
      test: (request, n) =>
        n < 4
          ? refusal(500, {
              error: 'llama runner process has terminated: CUDA error: an illegal memory access was encountered',
            })
          : attempt(call('write_file', { path: 'test_stats.py', content: TEST }), FINISH)(request, n),
    }),
  ],
  after: { 'stats.py': LIB, 'test_stats.py': TEST },
});
