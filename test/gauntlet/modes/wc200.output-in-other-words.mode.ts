import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC200',
  title: 'what a command printed is written in other words',
  at: 'executor',
  goal: 'Run `node sum.js` and save its output to out.txt.',
  before: { 'sum.js': 'console.log(19 + 23);\n' },
  executor: [
    attempt(
      call('shell_execute', { command: 'node sum.js' }),
      call('write_file', { path: 'out.txt', content: 'The sum is 42.\n' }),
      FINISH,
    ),
  ],
  after: { 'out.txt': '42\n' },
  fails: /out\.txt is to hold what node sum\.js prints/,
});
