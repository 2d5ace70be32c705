import { call } from '#testing';
import { mode, WORK, HELLO } from '../mode.js';

export default mode({
  id: 'PL36',
  title: 'a plan as the arguments of a call nobody offered',
  at: 'planner',
  planner: [
    call('create_plan', {
      subtasks: [
        {
          id: 'work',
          description: 'Create a.txt with the single line "hello".',
          depends_on: [],
          acceptance_criteria: 'a.txt holds hello.',
        },
      ],
    }),
  ],
  executor: [WORK],
  after: HELLO,
  check: ({ of }) => [[of('planner').length === 1, `${of('planner').length} plans were asked for`]],
});
