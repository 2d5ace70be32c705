import { call, calls } from '#testing';
import { mode, FINISH } from '../mode.js';

export default mode({
  id: 'WC128',
  title: 'a function extracted by copying it',
  at: 'executor',
  goal: 'Move the function add from main.py into sums.py and import it in main.py.',
  before: { 'main.py': 'def add(a, b):\n    return a + b\n\n\nprint(add(1, 2))\n' },
  executor: [
    call('write_file', { path: 'sums.py', content: 'def add(a, b):\n    return a + b\n' }),
    FINISH,
    calls(
      call('write_file', { path: 'sums.py', content: 'def add(a, b):\n    return a + b\n' }),
      call('write_file', { path: 'main.py', content: 'from sums import add\n\n\nprint(add(1, 2))\n' }),
    ),
    FINISH,
  ],
  after: { 'sums.py': 'def add(a, b):\n    return a + b\n', 'main.py': 'from sums import add\n\n\nprint(add(1, 2))\n' },
});
