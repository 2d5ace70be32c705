import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'MP2',
  title: 'a step deletes what the step before has made',
  at: 'executor',
  goal: 'Create a.txt with the line "one" and b.txt with the line "two".',
  plan: [
    { id: 'first', description: 'Create a.txt with the line "one".' },
    { id: 'second', description: 'Create b.txt with the line "two".', depends_on: ['first'] },
  ],
  executor: [
    bySubtask({
      first: attempt(call('write_file', { path: 'a.txt', content: 'one\n' }), FINISH),
      second: attempt(call('shell_execute', { command: 'rm -f a.txt; echo two > b.txt' }), FINISH),
    }),
  ],
  after: { 'a.txt': 'one\n', 'b.txt': 'two\n' },
  fails: /a\.txt/,
  mostRequests: 60,
});
