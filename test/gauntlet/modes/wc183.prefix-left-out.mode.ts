import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC183',
  title: 'of the lines that were to get a prefix one does not',
  at: 'executor',
  goal: 'Add "- " to the beginning of every line in list.txt.',
  before: { 'list.txt': 'wash\niron\nfold\n' },
  executor: [attempt(call('write_file', { path: 'list.txt', content: '- wash\n- iron\nfold\n' }), FINISH)],
  fails: /does not begin with "-"/,
  mostRequests: 60,
});
