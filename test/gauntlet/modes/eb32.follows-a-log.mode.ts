import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

const LOG = Array.from(
  { length: 30 },
  (_, n) => `2026-03-0${1 + (n % 9)} 10:${String(10 + n)} ${n % 7 === 3 ? 'ERROR disk full' : 'INFO request served'}`,
).join('\n');

export default mode({
  id: 'EB32',
  title: 'counts lines of a log that it follows without end',
  at: 'executor',
  goal: 'Count the ERROR lines in app.log and write just the number to count.txt.',
  before: { 'app.log': `${LOG}\n` },
  executor: [
    call('shell_execute', { command: 'tail -n +1 -f app.log | grep -c ERROR > count.txt' }),
    call('shell_execute', { command: 'grep -c ERROR app.log > count.txt' }),
    FINISH,
  ],
  after: { 'count.txt': '4\n' },
  limit: 240,
});
