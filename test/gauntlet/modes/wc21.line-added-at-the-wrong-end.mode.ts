import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC21',
  title: 'adds the line at the wrong end',
  at: 'executor',
  goal: 'Add the line "end" at the end of list.txt.',
  before: { 'list.txt': 'a\nb\n' },
  executor: [attempt(call('write_file', { path: 'list.txt', content: 'end\na\nb\n' }), FINISH)],
  fails: /list\.txt/,
  mostRequests: 60,
});
