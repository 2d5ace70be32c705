import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'SH8',
  title: 'a command that is not installed',
  at: 'executor',
  executor: [call('shell_execute', { command: 'frobnicate --all' }), WRITE, FINISH],
  after: HELLO,
  check: ({ prompt }) => [[/frobnicate is not installed/.test(prompt('executor', 1)), 'the hint is missing']],
});
