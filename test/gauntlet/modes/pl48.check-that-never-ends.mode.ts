import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'PL48',
  title: 'a check that follows a file for ever',
  at: 'planner',
  plan: [{ id: 'work', description: 'Create a.txt with the single line "hello".', checks: ['tail -f a.txt'] }],
  executor: [WORK],
  after: HELLO,
});
