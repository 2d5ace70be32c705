import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'FE74',
  title: 'a table with tabs written anew with blanks',
  at: 'executor',
  goal: 'Add the row 3, Eve to data.tsv.',
  before: { 'data.tsv': 'id\tname\n1\tAnn\n2\tBob\n' },
  executor: [
    attempt(
      call('read_file', { path: 'data.tsv' }),
      call('write_file', { path: 'data.tsv', content: 'id    name\n1    Ann\n2    Bob\n3    Eve\n' }),
      finish('It is done.'),
    ),
  ],
  fails: /tabs/,
});
