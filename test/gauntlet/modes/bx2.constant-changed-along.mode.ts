import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BX2',
  title: 'a constant of the same value is changed along with the one that was named',
  at: 'executor',
  goal: 'In limits.py let MAX_USERS be 200.',
  before: { 'limits.py': 'MAX_USERS = 100\nMAX_ITEMS = 100\n' },
  executor: [
    attempt(
      call('read_file', { path: 'limits.py' }),
      call('edit_file', { path: 'limits.py', old_str: '= 100', new_str: '= 200', replace_all: true }),
      FINISH,
    ),
  ],
  fails: /MAX_ITEMS/,
  mostRequests: 60,
});
