import { call } from '#testing';
import { FINISH, mode } from '../mode.js';
import { onceWrong } from '../once-wrong.js';

export default mode({
  id: 'DA20',
  title: 'a renamed function is still called by its old name in brackets',
  at: 'executor',
  goal: 'Rename the function getUser to fetchUser everywhere in src.',
  before: {
    'src/api.js': 'export function getUser(id) {\n  return { id };\n}\n',
    'src/page.js': "import { getUser } from './api.js';\n\nexport const page = (id) => getUser(id).id;\n",
    'src/late.js': "import * as api from './api.js';\n\nexport const late = (id) => api['getUser'](id);\n",
  },
  executor: [
    onceWrong(
      [
        call('edit_file', { path: 'src/api.js', old_str: 'getUser', new_str: 'fetchUser' }),
        call('shell_execute', { command: "sed -i 's/getUser/fetchUser/g' src/page.js" }),
        FINISH,
      ],
      [call('shell_execute', { command: "sed -i 's/getUser/fetchUser/g' src/*.js" }), FINISH],
    ),
  ],
  after: {
    'src/api.js': 'export function fetchUser(id) {\n  return { id };\n}\n',
    'src/page.js': "import { fetchUser } from './api.js';\n\nexport const page = (id) => fetchUser(id).id;\n",
    'src/late.js': "import * as api from './api.js';\n\nexport const late = (id) => api['fetchUser'](id);\n",
  },
  fails: /getUser|late\.js/,
  mostRequests: 80,
});
