import { json } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'PL22',
  title: 'every step depends on itself, with fields nobody knows',
  at: 'planner',
  planner: [
    json({
      version: 3,
      subtasks: [
        {
          id: 'Work',
          description: 'Create a.txt with the single line "hello".',
          depends_on: ['Work', null, { id: 'work' }],
          priority: 'high',
          estimate: { hours: 2 },
          model_tier: 99,
          verification_tier: -1,
          is_critical_path: 'maybe',
          acceptance_criteria: null,
          expected_outputs: null,
          checks: {},
        },
      ],
    }),
  ],
  executor: [WORK],
  after: HELLO,
  mostRequests: 12,
});
