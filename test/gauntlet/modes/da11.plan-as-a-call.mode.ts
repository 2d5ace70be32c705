import { answer, call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const PLAN = {
  name: 'create_plan',
  arguments: {
    subtasks: [
      { id: 'one', description: 'Create one.txt with the line 1', depends_on: [] },
      { id: 'two', description: 'Create two.txt with the line 2', depends_on: ['one'] },
    ],
  },
};

export default mode({
  id: 'DA11',
  title: 'the planner calls a tool that nobody offered, and the plan is its argument',
  at: 'planner',
  goal: 'Create one.txt with the line 1 and two.txt with the line 2.',
  planner: [answer(`<tool_call>\n${JSON.stringify(PLAN)}\n</tool_call>`)],
  executor: [
    bySubtask({
      one: attempt(call('write_file', { path: 'one.txt', content: '1\n' }), FINISH),
      two: attempt(call('write_file', { path: 'two.txt', content: '2\n' }), FINISH),
    }),
  ],
  after: { 'one.txt': '1\n', 'two.txt': '2\n' },
  fails: /plan/i,
});
