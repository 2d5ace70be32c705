import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OX17',
  title: 'one more file than the one that was to stay is left',
  at: 'executor',
  goal: 'Delete all .log files except keep.log.',
  before: { 'a.log': 'a\n', 'b.log': 'b\n', 'keep.log': 'k\n' },
  executor: [attempt(call('shell_execute', { command: 'rm a.log' }), FINISH)],
  fails: /b\.log/,
});
