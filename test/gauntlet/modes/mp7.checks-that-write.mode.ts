import { attempt, FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'MP7',
  title: 'checks write into the files they look at',
  at: 'planner',
  plan: [
    {
      id: 'work',
      description: 'Create a.txt with the single line "hello".',
      checks: ['echo checked >> a.txt', 'echo x > extra.txt', 'test "$(cat a.txt)" = hello'],
    },
  ],
  executor: [attempt(WRITE, FINISH)],
  after: HELLO,
});
