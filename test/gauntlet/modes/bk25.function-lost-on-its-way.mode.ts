import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BK25',
  title: 'a function that was to move is removed and put nowhere',
  at: 'executor',
  goal: 'Sposta la funzione saluta da a.py a b.py.',
  before: {
    'a.py': 'def saluta():\n    return "ciao"\n\n\ndef conta():\n    return 3\n',
    'b.py': 'def somma(a, b):\n    return a + b\n',
  },
  executor: [
    attempt(
      call('write_file', { path: 'a.py', content: 'def conta():\n    return 3\n' }),
      finish('All of it is done.'),
    ),
  ],
  fails: /saluta|b\.py/,
  mostRequests: 80,
});
