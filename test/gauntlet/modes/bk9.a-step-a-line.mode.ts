import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BK9',
  title: 'a plan as one object a line',
  at: 'planner',
  goal: 'Create a.txt with the single line "one" and b.txt with the single line "two".',
  planner: [
    {
      text: '{"id":"a","description":"Create a.txt with the single line \\"one\\".","acceptance_criteria":"a.txt is there"}\n{"id":"b","description":"Create b.txt with the single line \\"two\\".","acceptance_criteria":"b.txt is there","depends_on":["a"]}\n',
    },
  ],
  executor: [
    bySubtask({
      a: attempt(call('write_file', { path: 'a.txt', content: 'one\n' }), FINISH),
      b: attempt(call('write_file', { path: 'b.txt', content: 'two\n' }), FINISH),
    }),
  ],
  after: { 'a.txt': 'one\n', 'b.txt': 'two\n' },
});
