import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'SH2',
  title: 'a server in the foreground, with a child that holds the pipe',
  at: 'executor',
  executor: [
    call('shell_execute', { command: 'sleep 1000 & echo started; while true; do sleep 1; done', timeout_seconds: 2 }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
  check: ({ prompt }) => [[/stopped after/.test(prompt('executor', 1)), 'the model is not told that it was stopped']],
});
