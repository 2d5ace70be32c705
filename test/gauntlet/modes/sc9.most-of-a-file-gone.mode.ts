import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'SC9',
  title: 'a file is written anew for one function and most of it is gone',
  at: 'executor',
  goal: 'Add a function triple to lib.py.',
  before: {
    'lib.py': Array.from({ length: 20 }, (_, n) => `def f${n}(x):\n    return x + ${n}\n`).join('\n\n'),
  },
  executor: [
    attempt(
      call('read_file', { path: 'lib.py' }),
      call('write_file', { path: 'lib.py', content: 'def triple(x):\n    return 3 * x\n' }),
      FINISH,
    ),
  ],
  fails: /lib\.py/,
  mostRequests: 60,
});
