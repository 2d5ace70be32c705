import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'DA32',
  title: 'the step that counts comes before the one that adds, and does not say that it needs it',
  at: 'planner',
  goal: 'Add the line "d" to list.txt, and afterwards write the number of lines of list.txt to count.txt.',
  before: { 'list.txt': 'a\nb\nc\n' },
  plan: [
    { id: 'count', description: 'Write the number of lines of list.txt to count.txt' },
    { id: 'add', description: 'Add the line "d" to list.txt', depends_on: ['count'] },
  ],
  executor: [
    bySubtask({
      count: attempt(call('shell_execute', { command: 'wc -l < list.txt > count.txt' }), FINISH),
      add: attempt(call('shell_execute', { command: 'echo d >> list.txt' }), FINISH),
    }),
  ],
  after: { 'list.txt': 'a\nb\nc\nd\n', 'count.txt': '4\n' },
  halfway: [{ 'count.txt': '3\n' }],
  fails: /count\.txt|list\.txt/,
  mostRequests: 120,
});
