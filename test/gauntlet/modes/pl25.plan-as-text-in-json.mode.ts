import { json } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'PL25',
  title: 'the plan as a JSON text within JSON',
  at: 'planner',
  planner: [
    json({
      plan: JSON.stringify({
        subtasks: [{ id: 'work', description: 'Create a.txt with the single line "hello".', depends_on: [] }],
      }),
    }),
  ],
  after: HELLO,
  mostRequests: 8,
});
