import { call, calls } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const tick = call('shell_execute', { command: 'echo tick >> log.txt' });

export default mode({
  id: 'TF71',
  title: 'two equal calls in one turn that are both meant',
  at: 'executor',
  goal: 'Append the line "tick" to log.txt twice.',
  before: { 'log.txt': 'start\n' },
  executor: [attempt(calls(tick, tick), FINISH)],
  after: { 'log.txt': 'start\ntick\ntick\n' },
});
