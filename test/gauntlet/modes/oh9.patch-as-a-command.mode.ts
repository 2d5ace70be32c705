import { call } from '#testing';
import { mode, FINISH, attempt } from '../mode.js';

export default mode({
  id: 'OH9',
  title: 'a patch as a command of the shell',
  at: 'executor',
  goal: 'In app.py change the port from 8080 to 9090.',
  before: { 'app.py': 'PORT = 8080\nHOST = "localhost"\n' },
  executor: [
    attempt(
      call('shell', {
        command: [
          'apply_patch',
          '*** Begin Patch\n*** Update File: app.py\n@@\n-PORT = 8080\n+PORT = 9090\n*** End Patch\n',
        ],
      }),
      FINISH,
      FINISH,
    ),
  ],
  after: { 'app.py': 'PORT = 9090\nHOST = "localhost"\n' },
  fails: /apply_patch/,
});
