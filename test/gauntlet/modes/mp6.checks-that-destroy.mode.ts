import { attempt, FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'MP6',
  title: 'a check deletes everything before the next one looks',
  at: 'planner',
  before: { 'keep.txt': 'mine\n' },
  plan: [
    {
      id: 'work',
      description: 'Create a.txt with the single line "hello".',
      checks: ['rm -rf ./* && echo cleaned', 'grep -qx hello a.txt'],
    },
  ],
  executor: [attempt(WRITE, FINISH)],
  after: HELLO,
});
