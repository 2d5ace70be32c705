import { mode, WORK, HELLO } from '../mode.js';

export default mode({
  id: 'PL40',
  title: 'checks that run a tool the machine and the project do not have',
  at: 'planner',
  plan: [
    {
      id: 'work',
      description: 'Create a.txt with the single line "hello".',
      acceptance_criteria: 'a.txt holds hello.',
      checks: ['npm test', 'cargo clippy -- -D warnings', 'test "$(cat a.txt)" = hello'],
    },
  ],
  executor: [WORK],
  after: HELLO,
});
