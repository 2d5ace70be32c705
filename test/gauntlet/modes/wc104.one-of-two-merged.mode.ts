import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC104',
  title: 'of two files to be merged only one is taken',
  at: 'executor',
  goal: 'Merge a.txt and b.txt into c.txt.',
  before: { 'a.txt': 'one\ntwo\n', 'b.txt': 'three\nfour\n' },
  executor: [attempt(call('write_file', { path: 'c.txt', content: 'one\ntwo\n' }), FINISH)],
  fails: /three/,
  mostRequests: 60,
});
