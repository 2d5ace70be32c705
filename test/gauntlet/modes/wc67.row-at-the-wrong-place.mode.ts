import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC67',
  title: 'a row for the end of a table is put at its start',
  at: 'executor',
  goal: 'Add a row for Zoe, 28 at the end of people.csv.',
  before: { 'people.csv': 'name,age\nAnn,31\nBob,40\n' },
  executor: [
    attempt(call('write_file', { path: 'people.csv', content: 'name,age\nZoe,28\nAnn,31\nBob,40\n' }), FINISH),
  ],
  after: { 'people.csv': 'name,age\nAnn,31\nBob,40\nZoe,28\n' },
  fails: /people\.csv/,
});
