import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC98',
  title: 'a symbol is renamed where it is defined, and everywhere was asked for',
  at: 'executor',
  goal: 'Rename getUser to fetchUser everywhere.',
  before: {
    'user.js': 'export function getUser(id) {\n  return { id };\n}\n',
    'main.js': "import * as users from './user.js';\nconst { getUser } = users;\nconsole.log(getUser(1));\n",
  },
  executor: [attempt(call('edit_file', { path: 'user.js', old_str: 'getUser', new_str: 'fetchUser' }), FINISH)],
  fails: /main\.js|getUser/,
  mostRequests: 60,
});
