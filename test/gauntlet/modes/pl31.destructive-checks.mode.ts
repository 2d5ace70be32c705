import { attempt, FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'PL31',
  title: 'checks that would change the machine',
  at: 'planner',
  plan: [
    {
      id: 'work',
      description: 'Create a.txt with the single line "hello".',
      checks: ['rm -rf / --no-preserve-root', 'echo x > ../outside.txt; true'],
    },
  ],
  executor: [attempt(WRITE, FINISH)],
  after: HELLO,
  fails: /rm -rf/,
});
