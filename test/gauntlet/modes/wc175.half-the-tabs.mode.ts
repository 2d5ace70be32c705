import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC175',
  title: 'half of the lines keep their tabs',
  at: 'executor',
  goal: 'Change the indentation of main.py from tabs to 4 spaces.',
  before: { 'main.py': 'def a():\n\treturn 1\n\n\ndef b():\n\treturn 2\n' },
  executor: [
    attempt(
      call('edit_file', { path: 'main.py', old_str: 'def a():\n\treturn 1', new_str: 'def a():\n    return 1' }),
      FINISH,
    ),
  ],
  fails: /main\.py still has tabs/,
  mostRequests: 60,
});
