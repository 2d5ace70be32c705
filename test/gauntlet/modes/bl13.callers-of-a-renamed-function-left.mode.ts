import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BL13',
  title: 'a function is renamed in one step, and the step for its callers follows in one of two files',
  at: 'executor',
  goal: 'Rename the function calc in util.py to total and use the new name everywhere it is called.',
  before: {
    'util.py': 'def calc(rows):\n    return sum(rows)\n',
    'main.py': 'from util import calc\n\nprint(calc([1, 2]))\n',
    'report.py': 'import util\n\n\ndef report(rows):\n    return f"sum: {util.calc(rows)}"\n',
  },
  plan: [
    { id: 'rename', description: 'Rename the function calc in util.py to total' },
    { id: 'callers', description: 'Use the new name in all files that call it', depends_on: ['rename'] },
  ],
  executor: [
    bySubtask({
      rename: attempt(call('edit_file', { path: 'util.py', old_str: 'def calc(', new_str: 'def total(' }), FINISH),
      callers: attempt(
        call('write_file', { path: 'main.py', content: 'from util import total\n\nprint(total([1, 2]))\n' }),
        FINISH,
      ),
    }),
  ],
  halfway: [
    {
      'util.py': 'def total(rows):\n    return sum(rows)\n',
      'main.py': 'from util import total\n\nprint(total([1, 2]))\n',
    },
  ],
  fails: /report\.py|calc/,
  mostRequests: 80,
});
