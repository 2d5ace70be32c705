import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'MP9',
  title: 'two steps at once write the same file anew',
  at: 'planner',
  goal: 'Append the lines "left" and "right" to list.txt.',
  before: { 'list.txt': 'start\n' },
  plan: [
    { id: 'left', description: 'Append the line "left" to list.txt.' },
    { id: 'right', description: 'Append the line "right" to list.txt.' },
  ],
  executor: [
    bySubtask({
      left: attempt(call('shell_execute', { command: 'grep -qx left list.txt || echo left >> list.txt' }), FINISH),
      right: attempt(call('shell_execute', { command: 'grep -qx right list.txt || echo right >> list.txt' }), FINISH),
    }),
  ],
  after: { 'list.txt': 'start\nleft\nright\n' },
  halfway: [{ 'list.txt': 'start\nleft\n' }, { 'list.txt': 'start\nright\n' }],
  fails: /list\.txt/,
  mostRequests: 80,
});
