import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'TF72',
  title: 'a line that was to be added twice is added once',
  at: 'executor',
  goal: 'Append the line "tick" to log.txt twice.',
  before: { 'log.txt': 'start\n' },
  executor: [attempt(call('shell_execute', { command: 'echo tick >> log.txt' }), FINISH)],
  fails: /2 times/,
});
