import { call, calls } from '#testing';
import { mode, FINISH } from '../mode.js';

export default mode({
  id: 'WC126',
  title: 'a swap that loses one of the two',
  at: 'executor',
  goal: 'Swap the contents of a.txt and b.txt.',
  before: { 'a.txt': 'one\n', 'b.txt': 'two\n' },
  executor: [
    call('write_file', { path: 'b.txt', content: 'one\n' }),
    FINISH,
    calls(
      call('write_file', { path: 'a.txt', content: 'two\n' }),
      call('write_file', { path: 'b.txt', content: 'one\n' }),
    ),
    FINISH,
  ],
  after: { 'a.txt': 'two\n', 'b.txt': 'one\n' },
});
