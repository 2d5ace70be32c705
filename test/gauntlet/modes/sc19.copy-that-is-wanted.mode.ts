import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'SC19',
  title: 'a copy beside the file that the goal asks for',
  at: 'executor',
  goal: 'make a backup of a.txt as a.txt.bak, then replace "old" with "new" in a.txt',
  before: { 'a.txt': 'old\n' },
  executor: [
    attempt(
      call('shell_execute', { command: 'cp a.txt a.txt.bak' }),
      call('edit_file', { path: 'a.txt', old_str: 'old', new_str: 'new' }),
      FINISH,
    ),
  ],
  after: { 'a.txt': 'new\n', 'a.txt.bak': 'old\n' },
});
