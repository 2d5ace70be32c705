import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OS2',
  title: 'lines are sorted where only those that stand there twice were to go',
  at: 'executor',
  goal: 'Remove the duplicate lines in list.txt. The order of the lines must stay the same.',
  before: { 'list.txt': 'b\na\nb\nc\na\n' },
  executor: [attempt(call('shell_execute', { command: 'sort -u -o list.txt list.txt' }), FINISH)],
  fails: /list\.txt/,
  mostRequests: 60,
});
