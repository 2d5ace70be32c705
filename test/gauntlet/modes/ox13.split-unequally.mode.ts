import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OX13',
  title: 'a file is split into two of unequal length',
  at: 'executor',
  goal: 'Split names.txt into two files of equal length, part1.txt and part2.txt.',
  before: { 'names.txt': 'n1\nn2\nn3\nn4\nn5\nn6\n' },
  executor: [
    attempt(
      call('write_file', { path: 'part1.txt', content: 'n1\nn2\nn3\nn4\n' }),
      call('write_file', { path: 'part2.txt', content: 'n5\nn6\n' }),
      FINISH,
    ),
  ],
  fails: /part/,
});
