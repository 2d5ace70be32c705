import { call, finish } from '#testing';
import { HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'FC9',
  title: 'finishes although its last command failed',
  at: 'executor',
  executor: [
    WRITE,
    call('shell_execute', { command: 'grep goodbye a.txt' }),
    finish('Done, the check passes.'),
    finish('Done; the check looked for another word.'),
  ],
  after: HELLO,
  check: ({ of, prompt }) => [
    [
      of('executor').length >= 4 && /failed/.test(prompt('executor', 3)),
      'the failed call did not hold the end up once',
    ],
  ],
});
