import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'UE6',
  title: 'a path in letters of another script that look the same',
  at: 'executor',
  goal: 'Replace the line in a.txt by "hello".',
  before: { 'a.txt': 'old\n' },
  executor: [
    call('write_file', { path: '\u0430.txt', content: 'hello\n' }),
    ({ messages }) => (/"success":true/.test(messages.at(-1)?.content ?? '') ? FINISH : WRITE),
    FINISH,
  ],
  after: HELLO,
  fails: /a\.txt/,
});
