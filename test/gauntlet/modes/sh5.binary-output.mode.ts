import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'SH5',
  title: 'binary and ANSI output',
  at: 'executor',
  executor: [
    call('shell_execute', { command: "printf '\\xff\\xfe\\x00\\x1b[31mred\\x1b[0m \\xed\\xa0\\x80'" }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
  check: ({ of }) => [
    [!/\\u001b|\\u0000/.test(JSON.stringify(of('executor')[1]?.messages ?? '')), 'control bytes reached the model'],
  ],
});
