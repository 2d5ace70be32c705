import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC29',
  title: 'three lines of eight',
  at: 'executor',
  goal: 'Create poem.txt with a poem of exactly 8 lines.',
  executor: [attempt(call('write_file', { path: 'poem.txt', content: 'The sea\nis wide\nand cold\n' }), FINISH)],
  fails: /poem\.txt/,
  mostRequests: 60,
});
