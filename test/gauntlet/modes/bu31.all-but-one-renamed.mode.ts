import { call, calls } from '#testing';
import { honest } from '../honest.js';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BU31',
  title: 'right work: all files of a kind are renamed but the one that is named',
  at: 'executor',
  goal: 'Rename all .txt files to .md, except README.txt.',
  before: { 'a.txt': '# A\n', 'b.txt': '# B\n', 'README.txt': 'Read.\n' },
  executor: [
    attempt(
      calls(
        call('move_file', { path: 'a.txt', new_path: 'a.md' }),
        call('move_file', { path: 'b.txt', new_path: 'b.md' }),
      ),
      FINISH,
    ),
  ],
  verifier: [honest({ work: [/a\.md/, /b\.md/] })],
  after: { 'a.txt': null, 'b.txt': null, 'a.md': '# A\n', 'b.md': '# B\n' },
});
