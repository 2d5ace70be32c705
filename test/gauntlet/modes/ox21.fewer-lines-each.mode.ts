import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OX21',
  title: 'files of other lengths than the three lines each that were asked for',
  at: 'executor',
  goal: 'Split data.txt into files of 3 lines each.',
  before: { 'data.txt': 'n1\nn2\nn3\nn4\nn5\nn6\nn7\n' },
  executor: [
    attempt(
      call('write_file', { path: 'data1.txt', content: 'n1\nn2\nn3\nn4\n' }),
      call('write_file', { path: 'data2.txt', content: 'n5\nn6\nn7\n' }),
      FINISH,
    ),
  ],
  fails: /data/,
});
