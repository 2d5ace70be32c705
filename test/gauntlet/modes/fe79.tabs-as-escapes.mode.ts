import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const TABLE = 'name\tage\nAnn\t31\nBob\t25\n';
export default mode({
  id: 'FE79',
  title: 'a table set apart by backslash and t',
  at: 'executor',
  goal: 'Create people.tsv, separated by tabs, with the header name and age and the rows Ann 31 and Bob 25.',
  executor: [attempt(call('write_file', { path: 'people.tsv', content: TABLE.replaceAll('\t', '\\t') }), FINISH)],
  after: { 'people.tsv': TABLE },
  fails: /people\.tsv/,
});
