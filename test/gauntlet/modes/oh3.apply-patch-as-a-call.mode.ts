import { call } from '#testing';
import { mode, FINISH, attempt } from '../mode.js';

export default mode({
  id: 'OH3',
  title: 'apply_patch with the patch format of another harness',
  at: 'executor',
  goal: 'In app.py change the port from 8080 to 9090 and create a.txt with the single line "hello".',
  before: { 'app.py': 'HOST = "localhost"\nPORT = 8080\n\nprint(HOST, PORT)\n' },
  executor: [
    attempt(
      call('apply_patch', {
        input:
          '*** Begin Patch\n*** Update File: app.py\n@@\n HOST = "localhost"\n-PORT = 8080\n+PORT = 9090\n \n*** Add File: a.txt\n+hello\n*** End Patch',
      }),
      FINISH,
    ),
  ],
  after: { 'app.py': 'HOST = "localhost"\nPORT = 9090\n\nprint(HOST, PORT)\n', 'a.txt': 'hello\n' },
  fails: /apply_patch/,
});
