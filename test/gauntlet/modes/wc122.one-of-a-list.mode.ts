import { call, calls } from '#testing';
import { mode, FINISH } from '../mode.js';

export default mode({
  id: 'WC122',
  title: 'the first item of a list only',
  at: 'executor',
  goal: 'Create these files:\n- one.txt with the single line "1"\n- two.txt with the single line "2"',
  executor: [
    call('write_file', { path: 'one.txt', content: '1\n' }),
    FINISH,
    calls(
      call('write_file', { path: 'one.txt', content: '1\n' }),
      call('write_file', { path: 'two.txt', content: '2\n' }),
    ),
    FINISH,
  ],
  after: { 'one.txt': '1\n', 'two.txt': '2\n' },
});
