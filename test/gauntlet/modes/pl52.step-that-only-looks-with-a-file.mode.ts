import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'PL52',
  title: 'a step that only looks is given a file, and finds what its summary says',
  at: 'planner',
  goal: 'The total in report.py comes out too small. Find out why and mend it; a test should keep it from coming back.',
  before: {
    'report.py':
      'def total(orders):\n    result = 0\n    for order in orders[1:]:\n        result += order["price"] * order["count"]\n    return result\n',
  },
  plan: [
    { id: 'find', description: 'Find out why the total is too small.', expected_outputs: ['bug_report.md'] },
    { id: 'mend', description: 'Mend the fault in report.py.', expected_outputs: ['report.py'], depends_on: ['find'] },
    {
      id: 'test',
      description: 'Add a test that fails without the mend.',
      expected_outputs: ['tests/test_report_total.py'],
      depends_on: ['mend'],
      checks: ['python3 -B -m unittest -q'],
    },
  ],
  executor: [
    bySubtask({
      find: attempt(
        call('read_file', { path: 'report.py' }),
        finish('total() iterates over orders[1:], so the first order is left out.'),
      ),
      mend: attempt(
        call('read_file', { path: 'report.py' }),
        call('edit_file', { path: 'report.py', old_str: 'orders[1:]', new_str: 'orders' }),
        finish('total() goes over all orders.'),
      ),
      test: attempt(
        call('write_file', {
          path: 'test_report.py',
          content:
            'import unittest\n\nfrom report import total\n\n\nclass TotalTest(unittest.TestCase):\n    def test_counts_all_orders(self):\n        self.assertEqual(total([{"price": 2, "count": 3}, {"price": 5, "count": 1}]), 11)\n',
        }),
        call('shell_execute', { command: 'python3 -B -m unittest -q' }),
        finish('test_report.py passes.'),
      ),
    }),
  ],
  after: {
    'report.py':
      'def total(orders):\n    result = 0\n    for order in orders:\n        result += order["price"] * order["count"]\n    return result\n',
    'test_report.py':
      'import unittest\n\nfrom report import total\n\n\nclass TotalTest(unittest.TestCase):\n    def test_counts_all_orders(self):\n        self.assertEqual(total([{"price": 2, "count": 3}, {"price": 5, "count": 1}]), 11)\n',
  },
  mostRequests: 60,
});
