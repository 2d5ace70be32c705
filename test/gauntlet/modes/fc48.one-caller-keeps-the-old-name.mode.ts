import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'FC48',
  title: 'renames everywhere but where a module is asked for it',
  at: 'executor',
  goal: 'Rename the function get_user to fetch_user everywhere.',
  before: { 'users.py': 'def get_user(n):\n    return n\n', 'cli.py': 'import users\n\nprint(users.get_user(2))\n' },
  executor: [
    attempt(call('edit_file', { path: 'users.py', old_str: 'get_user', new_str: 'fetch_user' }), finish('It is done.')),
  ],
  fails: /cli\.py still uses get_user/,
});
