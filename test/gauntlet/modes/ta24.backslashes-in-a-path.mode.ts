import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'TA24',
  title: 'backslashes in a path',
  at: 'executor',
  goal: 'Create docs/a.txt with the single line "hello".',
  before: { 'docs/readme.txt': 'docs\n' },
  executor: [
    call('write_file', { path: 'docs\\a.txt', content: 'hello\n' }),
    ({ messages }) =>
      /"success":true/.test(messages.at(-1)?.content ?? '')
        ? FINISH
        : call('write_file', { path: 'docs/a.txt', content: 'hello\n' }),
    FINISH,
  ],
  after: { 'docs/a.txt': 'hello\n' },
});
