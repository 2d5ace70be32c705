import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'RT29',
  title: 'right work: a second step adds a row that is like the one of the first, as the goal says',
  at: 'executor',
  goal: 'Record two purchases in log.csv: one coffee for 3 on Monday and one coffee for 3 on Tuesday; the columns stay item and price.',
  before: { 'log.csv': 'item,price\n' },
  plan: [
    { id: 'mon', description: "Add Monday's coffee to log.csv" },
    { id: 'tue', description: "Add Tuesday's coffee to log.csv", depends_on: ['mon'] },
  ],
  executor: [
    bySubtask({
      mon: attempt(call('write_file', { path: 'log.csv', content: 'item,price\ncoffee,3\n' }), FINISH),
      tue: attempt(call('write_file', { path: 'log.csv', content: 'item,price\ncoffee,3\ncoffee,3\n' }), FINISH),
    }),
  ],
  after: { 'log.csv': 'item,price\ncoffee,3\ncoffee,3\n' },
  mostRequests: 120,
});
