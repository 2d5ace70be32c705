import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BK8',
  title: 'each step of the plan stands in an object of its own',
  at: 'planner',
  goal: 'Create a.txt with the single line "one" and b.txt with the single line "two".',
  planner: [
    {
      text: '{"subtasks":[{"subtask":{"id":"a","description":"Create a.txt with the single line \\"one\\".","acceptance_criteria":"a.txt is there"}},{"subtask":{"id":"b","description":"Create b.txt with the single line \\"two\\".","acceptance_criteria":"b.txt is there","depends_on":["a"]}}]}',
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
