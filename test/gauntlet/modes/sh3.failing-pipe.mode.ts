import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'SH3',
  title: 'a failure hidden by a pipe',
  at: 'executor',
  executor: [call('shell_execute', { command: 'false | cat' }), WRITE, FINISH],
  after: HELLO,
  check: ({ prompt }) => [[/exit code 1/.test(prompt('executor', 1)), 'the failure was hidden']],
});
