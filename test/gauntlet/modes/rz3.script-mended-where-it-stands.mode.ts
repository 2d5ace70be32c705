import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'RZ3',
  title:
    'a script is made faster where it stands, and not in the new file that the plan has thought of and its check runs',
  at: 'executor',
  goal: 'My script slow.py reads the same file a thousand times. Make it faster.',
  before: {
    'slow.py':
      'def price(name):\n    with open("prices.txt") as f:\n        for line in f:\n            key, value = line.split("=")\n            if key == name:\n                return float(value)\n\n\ntotal = sum(price("tea") for _ in range(1000))\nprint(total)\n',
    'prices.txt': 'tea=2.5\nrice=1\n',
  },
  plan: [
    { id: 'profile', description: 'Profile the script', expected_outputs: ['profile.txt'] },
    {
      id: 'optimise',
      description: 'Optimise the script',
      expected_outputs: ['fast.py'],
      acceptance_criteria: 'It is faster',
      checks: ['python fast.py'],
      depends_on: ['profile'],
    },
    {
      id: 'compare',
      description: 'Compare the times before and after',
      expected_outputs: ['comparison.txt'],
      depends_on: ['optimise'],
    },
  ],
  executor: [
    bySubtask({
      profile: attempt(
        call('shell_execute', { command: 'time python3 slow.py' }),
        finish('It opens prices.txt a thousand times.'),
      ),
      optimise: attempt(
        call('write_file', {
          path: 'slow.py',
          content:
            'from functools import cache\n\n\n@cache\ndef prices():\n    with open("prices.txt") as f:\n        return {key: float(value) for key, value in (line.split("=") for line in f)}\n\n\ndef price(name):\n    return prices().get(name)\n\n\ntotal = sum(price("tea") for _ in range(1000))\nprint(total)\n',
        }),
        finish('slow.py reads prices.txt once.'),
      ),
      compare: attempt(
        call('shell_execute', { command: 'time python3 slow.py' }),
        finish('The result is 2500.0 as before, and it takes a fraction of the time.'),
      ),
    }),
  ],
  after: {
    'slow.py':
      'from functools import cache\n\n\n@cache\ndef prices():\n    with open("prices.txt") as f:\n        return {key: float(value) for key, value in (line.split("=") for line in f)}\n\n\ndef price(name):\n    return prices().get(name)\n\n\ntotal = sum(price("tea") for _ in range(1000))\nprint(total)\n',
  },
  mostRequests: 40,
});
