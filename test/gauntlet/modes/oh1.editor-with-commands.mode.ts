import { call } from '#testing';
import { mode, FINISH, attempt } from '../mode.js';

export default mode({
  id: 'OH1',
  title: 'str_replace_editor with a command, under /workspace',
  at: 'executor',
  goal: 'In app.py change the port from 8080 to 9090.',
  before: { 'app.py': 'PORT = 8080\nHOST = "localhost"\n' },
  executor: [
    attempt(
      call('str_replace_editor', { command: 'view', path: '/workspace/app.py' }),
      call('str_replace_editor', {
        command: 'str_replace',
        path: '/workspace/app.py',
        old_str: 'PORT = 8080',
        new_str: 'PORT = 9090',
      }),
      FINISH,
    ),
  ],
  after: { 'app.py': 'PORT = 9090\nHOST = "localhost"\n' },
  fails: /str_replace_editor/,
});
