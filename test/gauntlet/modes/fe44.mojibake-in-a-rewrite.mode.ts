import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE44',
  title: 'rewriting a file breaks its umlauts',
  at: 'executor',
  goal: 'Add the line "Brot" at the end of einkauf.txt.',
  before: { 'einkauf.txt': 'Käse\nÄpfel\n' },
  executor: [
    call('read_file', { path: 'einkauf.txt' }),
    call('write_file', { path: 'einkauf.txt', content: 'KÃ¤se\nÃ„pfel\nBrot\n' }),
    FINISH,
    call('write_file', { path: 'einkauf.txt', content: 'Käse\nÄpfel\nBrot\n' }),
    FINISH,
  ],
  after: { 'einkauf.txt': 'Käse\nÄpfel\nBrot\n' },
  fails: /einkauf\.txt/,
});
