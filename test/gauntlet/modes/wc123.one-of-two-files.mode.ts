import { call, calls } from '#testing';
import { mode, FINISH } from '../mode.js';

export default mode({
  id: 'WC123',
  title: 'one of two files got its line',
  at: 'executor',
  goal: 'Append the line "end" to both a.txt and b.txt.',
  before: { 'a.txt': 'one\n', 'b.txt': 'two\n' },
  executor: [
    call('write_file', { path: 'a.txt', content: 'one\nend\n' }),
    FINISH,
    calls(
      call('write_file', { path: 'a.txt', content: 'one\nend\n' }),
      call('write_file', { path: 'b.txt', content: 'two\nend\n' }),
    ),
    FINISH,
  ],
  after: { 'a.txt': 'one\nend\n', 'b.txt': 'two\nend\n' },
});
