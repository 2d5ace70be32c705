import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'UE12',
  title: 'a rewrite has question marks where letters beyond ASCII were',
  at: 'executor',
  goal: 'In u.txt change Bern to Genf.',
  before: { 'u.txt': 'Zürich, Bern, Köln\n' },
  executor: [
    call('write_file', { path: 'u.txt', content: 'Z?rich, Genf, K?ln\n' }),
    FINISH,
    call('write_file', { path: 'u.txt', content: 'Zürich, Genf, Köln\n' }),
    FINISH,
  ],
  after: { 'u.txt': 'Zürich, Genf, Köln\n' },
});
