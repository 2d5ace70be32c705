import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'RS2',
  title: 'the second try is right and deletes something else',
  at: 'executor',
  before: { 'keep.md': 'mine\n' },
  executor: [
    call('write_file', { path: 'a.txt', content: 'hallo\n' }),
    FINISH,
    attempt(call('shell_execute', { command: "rm -f keep.md; printf 'hello\\n' > a.txt" }), FINISH),
  ],
  fails: /keep\.md/,
  mostRequests: 60,
});
