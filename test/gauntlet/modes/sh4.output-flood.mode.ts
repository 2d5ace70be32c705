import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'SH4',
  title: 'five megabytes of output with the error in the last line',
  at: 'executor',
  executor: [
    call('shell_execute', { command: "yes 'line of output' | head -c 5000000; echo; echo 'FINAL ERROR'; exit 1" }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
  check: ({ prompt, of }) => [
    [/FINAL ERROR/.test(prompt('executor', 1)), 'the last line is missing'],
    [JSON.stringify(of('executor')[1]?.body ?? '').length < 60_000, 'the request holds the flood'],
  ],
});
