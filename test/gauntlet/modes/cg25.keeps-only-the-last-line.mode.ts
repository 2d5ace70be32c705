import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'CG25',
  title: 'right work that takes most of a file away, as asked',
  at: 'executor',
  goal: 'log.md got way too long, keep only its last line',
  before: { 'log.md': Array.from({ length: 60 }, (_, n) => `entry ${n}\n`).join('') },
  executor: [
    attempt(
      call('shell_execute', { command: 'tail -n 1 log.md > t.tmp && mv t.tmp log.md' }),
      finish('log.md holds only its last line.'),
    ),
  ],
  after: { 'log.md': 'entry 59\n' },
});
