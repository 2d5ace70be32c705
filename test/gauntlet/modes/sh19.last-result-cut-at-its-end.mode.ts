import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'SH19',
  title: 'a result that does not fit the window, with the error in its last line',
  at: 'executor',
  own: { contextWindow: 4096 },
  executor: [
    call('shell_execute', { command: "yes 'line of output' | head -c 400000; echo; echo 'FINAL ERROR'; exit 1" }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
  check: ({ prompt }) => [[/FINAL ERROR/.test(prompt('executor', 1)), 'the last line is missing']],
});
