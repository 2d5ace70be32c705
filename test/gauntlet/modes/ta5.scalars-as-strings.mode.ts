import { call } from '#testing';
import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TA5',
  title: 'numbers as text',
  at: 'executor',
  before: { 'b.txt': 'one\ntwo\nthree\n' },
  executor: [
    call('read_file', { path: 'b.txt', line_start: '2', line_end: '2' }),
    call('shell_execute', { command: "printf 'hello\\n' > a.txt", timeout: '5s' }),
    call('read_file', { path: 'b.txt', line_start: 'abc' }),
    FINISH,
  ],
  after: HELLO,
  check: ({ prompt }) => [
    [/two/.test(prompt('executor', 1)), 'the number was not read'],
    [/whole number/.test(prompt('executor', 3)), 'nonsense was not refused'],
  ],
});
