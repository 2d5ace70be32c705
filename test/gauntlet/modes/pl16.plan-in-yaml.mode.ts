import { answer } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'PL16',
  title: 'the plan is YAML',
  at: 'planner',
  planner: [
    answer(
      '```yaml\nsubtasks:\n  - id: work\n    description: Create a.txt with the single line "hello".\n    depends_on: []\n    acceptance_criteria: a.txt holds hello\n```',
    ),
  ],
  after: HELLO,
  mostRequests: 8,
});
