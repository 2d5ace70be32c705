import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OS4',
  title: 'other words are taken for the longest ones',
  at: 'executor',
  goal: 'Write the three longest words of tale.txt in order into long.txt.',
  before: { 'tale.txt': 'The magnificent castle stood above a remarkably green valley of roses.\n' },
  executor: [attempt(call('write_file', { path: 'long.txt', content: 'magnificent\ncastle\nvalley\n' }), FINISH)],
  fails: /remarkably/,
  mostRequests: 60,
});
