import { call, calls } from '#testing';
import { mode, FINISH } from '../mode.js';

export default mode({
  id: 'WC127',
  title: 'one of two files moved',
  at: 'executor',
  goal: 'Move all .txt files into the folder notes.',
  before: { 'a.txt': 'one\n', 'b.txt': 'two\n', 'main.py': 'print(1)\n' },
  executor: [
    call('move_file', { path: 'a.txt', new_path: 'notes/a.txt' }),
    FINISH,
    calls(
      call('move_file', { path: 'a.txt', new_path: 'notes/a.txt' }),
      call('move_file', { path: 'b.txt', new_path: 'notes/b.txt' }),
    ),
    FINISH,
  ],
  after: { 'a.txt': null, 'b.txt': null, 'notes/a.txt': 'one\n', 'notes/b.txt': 'two\n' },
});
