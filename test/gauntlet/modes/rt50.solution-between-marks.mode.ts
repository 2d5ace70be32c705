import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'RT50',
  title: 'each role thinks and solves between marks of their own',
  at: 'verifier',
  goal: 'Create a.txt with the line "tea" and b.txt with the line "milk".',
  planner: [
    {
      text: `<|begin_of_thought|>\nOne step would do: {"subtasks": [{"id": "draft", "description": "Think about it"}]}. Better two.\n<|end_of_thought|>\n\n<|begin_of_solution|>\n${JSON.stringify(
        {
          subtasks: [
            { id: 'tea', description: 'Create a.txt with the line "tea"' },
            { id: 'milk', description: 'Create b.txt with the line "milk"', depends_on: ['tea'] },
          ],
        },
      )}\n<|end_of_solution|>`,
    },
  ],
  executor: [
    bySubtask({
      tea: attempt(call('write_file', { path: 'a.txt', content: 'tea\n' }), FINISH),
      milk: attempt(call('write_file', { path: 'b.txt', content: 'milk\n' }), FINISH),
    }),
  ],
  verifier: [
    {
      text: '<|begin_of_thought|>\nIs the line there? If not: {"passed": false, "issues": ["no line"]}. It is there.\n<|end_of_thought|>\n\n<|begin_of_solution|>\n{"passed": true, "issues": [], "confidence": 0.9, "suggestion": ""}\n<|end_of_solution|>',
    },
  ],
  after: { 'a.txt': 'tea\n', 'b.txt': 'milk\n' },
});
