import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'FC73',
  title: 'a step that was to find something out says only that it is done',
  at: 'executor',
  goal: 'Mend the wrong total in report.py.',
  before: {
    'report.py':
      'def total(orders):\n    result = 0\n    for order in orders[1:]:\n        result += order["price"] * order["count"]\n    return result\n',
  },
  plan: [
    { id: 'find', description: 'Find out why the total is wrong.', expected_outputs: ['bug.md'] },
    { id: 'mend', description: 'Mend report.py.', expected_outputs: ['report.py'], depends_on: ['find'] },
  ],
  executor: [
    bySubtask({
      find: attempt(call('list_directory', { path: '.' }), finish('Done, the task is completed.')),
      mend: attempt(
        call('read_file', { path: 'report.py' }),
        call('edit_file', { path: 'report.py', old_str: 'result = 0', new_str: 'result = 0  # sum' }),
        finish('Mended.'),
      ),
    }),
  ],
  fails: /bug\.md/,
  mostRequests: 60,
});
