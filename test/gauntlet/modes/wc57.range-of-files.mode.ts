import { call, calls } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC57',
  title: 'a range of numbered files is asked for, the first two are made',
  at: 'executor',
  goal: 'Create the files part1.txt to part5.txt, each with the single line "x".',
  executor: [
    attempt(
      calls(
        call('write_file', { path: 'part1.txt', content: 'x\n' }),
        call('write_file', { path: 'part2.txt', content: 'x\n' }),
      ),
      FINISH,
    ),
  ],
  after: { 'part1.txt': 'x\n', 'part2.txt': 'x\n', 'part3.txt': 'x\n', 'part4.txt': 'x\n', 'part5.txt': 'x\n' },
  halfway: [{ 'part1.txt': 'x\n', 'part2.txt': 'x\n' }],
  fails: /part[345]\.txt/,
});
