import { call } from '#testing';
import { honest } from '../honest.js';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BW8',
  title: 'a step that cleans up deletes the file the work was read from',
  at: 'planner',
  goal: 'Write the sum of the numbers in numbers.csv to total.txt.',
  before: { 'numbers.csv': '4\n5\n6\n' },
  plan: [
    {
      id: 'sum',
      description: 'Write the sum of the numbers in numbers.csv to total.txt',
      expected_outputs: ['total.txt'],
    },
    { id: 'clean', description: 'Clean up what is no longer needed', depends_on: ['sum'] },
  ],
  executor: [
    bySubtask({
      sum: attempt(
        call('read_file', { path: 'numbers.csv' }),
        call('write_file', { path: 'total.txt', content: '15\n' }),
        FINISH,
      ),
      clean: attempt(call('delete_file', { path: 'numbers.csv' }), FINISH),
    }),
  ],
  verifier: [honest({ sum: ['+15'], clean: [] })],
  after: { 'total.txt': '15\n' },
  fails: /numbers\.csv/,
});
