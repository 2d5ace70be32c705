import { call, calls } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC89',
  title: 'two of three parts',
  at: 'executor',
  goal: 'Split big.md into three files part1.md, part2.md and part3.md, one chapter each.',
  before: { 'big.md': '# One\n\na\n\n# Two\n\nb\n\n# Three\n\nc\n' },
  executor: [
    attempt(
      calls(
        call('write_file', { path: 'part1.md', content: '# One\n\na\n' }),
        call('write_file', { path: 'part2.md', content: '# Two\n\nb\n' }),
      ),
      FINISH,
    ),
  ],
  fails: /part3\.md/,
});
