import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC60',
  title: 'a function is renamed, a call of it is not',
  at: 'executor',
  goal: 'Rename the function getUser to fetchUser everywhere.',
  before: {
    'user.js': 'export function getUser(id) {\n  return { id };\n}\n',
    'main.js': "import { getUser } from './user.js';\nconsole.log(getUser(1));\n",
  },
  executor: [attempt(call('edit_file', { path: 'user.js', old_str: 'getUser', new_str: 'fetchUser' }), FINISH)],
  after: {
    'user.js': 'export function fetchUser(id) {\n  return { id };\n}\n',
    'main.js': "import { fetchUser } from './user.js';\nconsole.log(fetchUser(1));\n",
  },
  fails: /main\.js|getUser/,
});
