import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'RT17',
  title: 'the end of the thoughts, glued to the JSON',
  at: 'planner',
  planner: [
    {
      text: `e.\n</think>${JSON.stringify({ subtasks: [{ id: 'work', description: 'Create a.txt with the single line "hello".', depends_on: [], acceptance_criteria: 'a.txt holds hello' }] })}`,
    },
  ],
  after: HELLO,
  mostRequests: 6,
});
