import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC154',
  title: 'renames one of the files of a list',
  at: 'executor',
  goal: 'Rename these files:\n- a.txt -> x.txt\n- b.txt -> y.txt\n',
  before: { 'a.txt': 'one\n', 'b.txt': 'two\n' },
  executor: [attempt(call('move_file', { from: 'a.txt', to: 'x.txt' }), FINISH)],
  fails: /b\.txt/,
  mostRequests: 60,
});
