import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'SC3',
  title: 'leaves the script behind that it made the file with',
  at: 'executor',
  executor: [
    attempt(
      call('write_file', { path: 'make.py', content: "open('a.txt', 'w').write('hello\\n')\n" }),
      call('shell_execute', { command: 'python3 make.py' }),
      FINISH,
    ),
  ],
  fails: /make\.py/,
  mostRequests: 60,
});
