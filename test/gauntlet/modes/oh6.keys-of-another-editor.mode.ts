import { call } from '#testing';
import { mode, FINISH, attempt } from '../mode.js';

export default mode({
  id: 'OH6',
  title: 'replace_string_in_file and create_file with filePath, oldString, newString',
  at: 'executor',
  goal: 'In app.py change the port from 8080 to 9090 and create a.txt with the single line "hello".',
  before: { 'app.py': 'PORT = 8080\nHOST = "localhost"\n' },
  executor: [
    attempt(
      call('replace_string_in_file', { filePath: 'app.py', oldString: 'PORT = 8080', newString: 'PORT = 9090' }),
      call('create_file', { filePath: 'a.txt', content: 'hello\n' }),
      FINISH,
    ),
  ],
  after: { 'app.py': 'PORT = 9090\nHOST = "localhost"\n', 'a.txt': 'hello\n' },
  fails: /replace_string_in_file/,
});
