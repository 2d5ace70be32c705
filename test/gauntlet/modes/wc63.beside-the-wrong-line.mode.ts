import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC63',
  title: 'a line is put before the line it should follow',
  at: 'executor',
  goal: 'In list.txt, insert the line "beta" right after the line "alpha".',
  before: { 'list.txt': 'alpha\ngamma\n' },
  executor: [attempt(call('write_file', { path: 'list.txt', content: 'beta\nalpha\ngamma\n' }), FINISH)],
  after: { 'list.txt': 'alpha\nbeta\ngamma\n' },
  fails: /list\.txt/,
});
