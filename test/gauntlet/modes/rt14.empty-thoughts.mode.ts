import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'RT14',
  title: 'empty thoughts before every answer',
  at: 'transport',
  planner: [
    {
      text: `<think>\n\n</think>\n\n${JSON.stringify({ subtasks: [{ id: 'work', description: 'Create a.txt with the single line "hello".', depends_on: [], acceptance_criteria: 'a.txt holds hello' }] })}`,
    },
  ],
  executor: [
    {
      text: '<think>\n\n</think>\n\n',
      toolCalls: [{ name: 'write_file', arguments: { path: 'a.txt', content: 'hello\n' } }],
    },
    FINISH,
  ],
  verifier: [{ text: '<think>\n\n</think>\n\n{"passed": true, "issues": [], "confidence": 0.9, "suggestion": ""}' }],
  after: HELLO,
  mostRequests: 6,
});
