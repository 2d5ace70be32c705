import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'UE7',
  title: 'invisible characters in a path',
  at: 'executor',
  goal: 'Replace the line in a.txt by "hello".',
  before: { 'a.txt': 'old\n' },
  executor: [
    call('write_file', { path: 'a\u200b.txt', content: 'hello\n' }),
    ({ messages }) => (/"success":true/.test(messages.at(-1)?.content ?? '') ? FINISH : WRITE),
    FINISH,
  ],
  after: HELLO,
});
