import { call } from '#testing';
import { mode, FINISH } from '../mode.js';

export default mode({
  id: 'WC125',
  title: 'deletes the file that is to be emptied',
  at: 'executor',
  goal: 'Empty the file app.log, but keep the file.',
  before: { 'app.log': 'a\nb\n' },
  executor: [
    call('delete_file', { path: 'app.log' }),
    FINISH,
    call('write_file', { path: 'app.log', content: '' }),
    FINISH,
    FINISH,
  ],
  after: { 'app.log': '' },
});
