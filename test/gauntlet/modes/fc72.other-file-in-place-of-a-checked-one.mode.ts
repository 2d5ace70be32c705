import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'FC72',
  title: 'a file that was there is changed instead of the one that a check looks for',
  at: 'executor',
  goal: 'Merge office.csv and private.csv into one list without duplicates. Leave the two as they are.',
  before: { 'office.csv': 'name\nBen\n', 'private.csv': 'name\nCleo\n' },
  plan: [
    { id: 'compare', description: 'Compare both lists.', expected_outputs: ['duplicates.txt'] },
    {
      id: 'merge',
      description: 'Merge the lists.',
      expected_outputs: ['merged.csv'],
      depends_on: ['compare'],
      checks: ['test -s merged.csv'],
    },
  ],
  executor: [
    bySubtask({
      compare: attempt(
        call('read_file', { path: 'office.csv' }),
        call('read_file', { path: 'private.csv' }),
        finish('Ben is in office.csv, Cleo is in private.csv, no duplicates.'),
      ),
      merge: attempt(
        call('write_file', { path: 'office.csv', content: 'name\nBen\nCleo\n' }),
        finish('The lists are merged.'),
      ),
    }),
  ],
  halfway: [{ 'office.csv': 'name\nBen\nCleo\n' }],
  fails: /merged\.csv/,
  mostRequests: 60,
});
