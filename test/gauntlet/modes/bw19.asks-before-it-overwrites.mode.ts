import { answer, call } from '#testing';
import { honest } from '../honest.js';
import { attempt, FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'BW19',
  title: 'the executor asks whether it may overwrite',
  at: 'executor',
  goal: 'Replace the content of a.txt by the single line "hello".',
  before: { 'a.txt': 'old\n' },
  executor: [
    attempt(
      call('read_file', { path: 'a.txt' }),
      answer('a.txt already has the content "old". Shall I really overwrite it? (yes/no)'),
      call('write_file', { path: 'a.txt', content: 'hello\n' }),
      FINISH,
    ),
  ],
  verifier: [honest({ work: ['+hello'] })],
  after: HELLO,
});
