import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'UE9',
  title: 'the path in other case than the file',
  at: 'executor',
  goal: 'Replace the line in README.md by "hello".',
  before: { 'README.md': 'old\n' },
  executor: [
    call('write_file', { path: 'readme.md', content: 'hello\n' }),
    ({ messages }) =>
      /"success":true/.test(messages.at(-1)?.content ?? '')
        ? FINISH
        : call('write_file', { path: 'README.md', content: 'hello\n' }),
    FINISH,
  ],
  after: { 'README.md': 'hello\n' },
});
