import { call, plan } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'DA10',
  title: 'a dependency is named by the words of the step instead of its id',
  at: 'planner',
  goal: 'Create list.txt with the lines b and a, then write it in sorted order to sorted.txt.',
  planner: [
    plan([
      {
        id: 'sort',
        description: 'Write list.txt in sorted order to sorted.txt',
        depends_on: ['Create list.txt with the lines b and a'],
      },
      { id: 'make', description: 'Create list.txt with the lines b and a' },
    ]),
  ],
  executor: [
    bySubtask({
      make: attempt(call('write_file', { path: 'list.txt', content: 'b\na\n' }), FINISH),
      sort: attempt(call('shell_execute', { command: 'sort list.txt > sorted.txt' }), FINISH),
    }),
  ],
  after: { 'list.txt': 'b\na\n', 'sorted.txt': 'a\nb\n' },
  fails: /list\.txt|sorted\.txt|depend/,
  mostRequests: 80,
});
