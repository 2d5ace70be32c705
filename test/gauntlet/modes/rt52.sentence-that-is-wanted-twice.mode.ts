import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'RT52',
  title: 'right work: a sentence stands twice in a row, as a German goal says with a number',
  at: 'executor',
  goal: 'Schreibe den Satz "Übung macht den Meister." 2 mal untereinander in satz.txt',
  executor: [
    attempt(
      call('write_file', { path: 'satz.txt', content: 'Übung macht den Meister.\nÜbung macht den Meister.\n' }),
      FINISH,
    ),
  ],
  after: { 'satz.txt': 'Übung macht den Meister.\nÜbung macht den Meister.\n' },
});
