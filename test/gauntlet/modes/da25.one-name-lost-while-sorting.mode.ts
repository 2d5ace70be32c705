import { call } from '#testing';
import { FINISH, mode } from '../mode.js';
import { onceWrong } from '../once-wrong.js';

export default mode({
  id: 'DA25',
  title: 'a name that stood there once is lost when the doubles go',
  at: 'executor',
  goal: 'Sort the lines of names.txt alphabetically and remove duplicates.',
  before: { 'names.txt': 'Mia\nAnn\nZoe\nAnn\nBob\nMia\nEve\n' },
  executor: [
    onceWrong(
      [
        call('read_file', { path: 'names.txt' }),
        call('write_file', { path: 'names.txt', content: 'Ann\nBob\nMia\nZoe\n' }),
        FINISH,
      ],
      [call('write_file', { path: 'names.txt', content: 'Ann\nBob\nEve\nMia\nZoe\n' }), FINISH],
    ),
  ],
  after: { 'names.txt': 'Ann\nBob\nEve\nMia\nZoe\n' },
  fails: /names\.txt|Eve/,
  mostRequests: 80,
});
