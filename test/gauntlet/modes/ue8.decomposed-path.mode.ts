import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'UE8',
  title: 'the path is decomposed, the file is not',
  at: 'executor',
  goal: 'Replace the line in caf\u00e9.txt by "hello".',
  before: { 'caf\u00e9.txt': 'old\n' },
  executor: [
    call('write_file', { path: 'cafe\u0301.txt', content: 'hello\n' }),
    ({ messages }) =>
      /"success":true/.test(messages.at(-1)?.content ?? '')
        ? FINISH
        : call('write_file', { path: 'caf\u00e9.txt', content: 'hello\n' }),
    FINISH,
  ],
  after: { 'caf\u00e9.txt': 'hello\n' },
});
