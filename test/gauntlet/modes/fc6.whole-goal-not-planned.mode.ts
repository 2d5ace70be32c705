import { mode, WORK } from '../mode.js';

export default mode({
  id: 'FC6',
  title: 'the plan forgets a file the goal names, and everybody is content',
  at: 'planner',
  goal: 'Create a.txt with the line hello. Create second.txt with the line two.',
  plan: [{ id: 'work', description: 'Create a.txt with the single line "hello".' }],
  executor: [WORK],
  fails: /second\.txt/,
  after: { 'a.txt': 'hello\n', 'second.txt': 'two\n' },
  mostRequests: 60,
});
