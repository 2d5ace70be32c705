import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'PL56',
  title: 'a check of the plan looks for the name that the plan has guessed',
  at: 'planner',
  goal: 'Merge the contacts of office.csv and private.csv into one list without duplicates, sorted by name. Leave the two files as they are.',
  before: {
    'office.csv': 'name,mail\nBen,ben@example.org\nAnna,anna@example.org\n',
    'private.csv': 'name,mail\nCleo,cleo@example.org\nAnna,anna@example.org\n',
  },
  plan: [
    {
      id: 'compare',
      description: 'Compare both lists and find duplicates.',
      expected_outputs: ['duplicates_report.csv'],
    },
    {
      id: 'merge',
      description: 'Merge the lists without duplicates, sorted by name.',
      expected_outputs: ['merged_contacts.csv'],
      depends_on: ['compare'],
      checks: ['test -s merged_contacts.csv'],
    },
  ],
  executor: [
    bySubtask({
      compare: attempt(
        call('read_file', { path: 'office.csv' }),
        call('read_file', { path: 'private.csv' }),
        finish('Anna (anna@example.org) is in both lists; Ben and Cleo are in one each.'),
      ),
      merge: attempt(
        call('read_file', { path: 'office.csv' }),
        call('read_file', { path: 'private.csv' }),
        call('write_file', {
          path: 'contacts.csv',
          content: 'name,mail\nAnna,anna@example.org\nBen,ben@example.org\nCleo,cleo@example.org\n',
        }),
        finish('contacts.csv has Anna, Ben and Cleo.'),
      ),
    }),
  ],
  after: { 'contacts.csv': 'name,mail\nAnna,anna@example.org\nBen,ben@example.org\nCleo,cleo@example.org\n' },
  mostRequests: 60,
});
