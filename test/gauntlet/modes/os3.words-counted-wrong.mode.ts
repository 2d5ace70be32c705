import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OS3',
  title: 'words are counted by looking at them',
  at: 'executor',
  goal: 'Write the number of words of poem.txt into count.txt.',
  before: { 'poem.txt': 'A rose is a rose,\nis a rose\n\nand nothing else.\n' },
  executor: [attempt(call('write_file', { path: 'count.txt', content: '12\n' }), FINISH)],
  fails: /count\.txt.*11/,
  mostRequests: 60,
});
