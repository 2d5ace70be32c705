import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'SC5',
  title: 'running the work leaves caches behind',
  at: 'executor',
  goal: 'Create calc.py with a function add and test_calc.py that checks it.',
  executor: [
    attempt(
      call('write_file', { path: 'calc.py', content: 'def add(a, b):\n    return a + b\n' }),
      call('write_file', { path: 'test_calc.py', content: 'from calc import add\n\nassert add(1, 2) == 3\n' }),
      call('shell_execute', {
        command: 'PYTHONDONTWRITEBYTECODE= python3 test_calc.py; python3 -m compileall -q . ; find . -type f',
      }),
      FINISH,
    ),
  ],
  after: {
    'calc.py': 'def add(a, b):\n    return a + b\n',
    'test_calc.py': 'from calc import add\n\nassert add(1, 2) == 3\n',
  },
});
