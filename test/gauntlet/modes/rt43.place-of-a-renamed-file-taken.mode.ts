import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'RT43',
  title: 'right work: a file takes the place of one that was renamed, as the goal says in French',
  at: 'executor',
  goal: 'Renomme notes.txt en anciennes-notes.txt puis brouillon.txt en notes.txt.',
  before: { 'notes.txt': 'vieux\n', 'brouillon.txt': 'neuf\n' },
  executor: [
    attempt(
      call('shell_execute', { command: 'mv notes.txt anciennes-notes.txt' }),
      call('shell_execute', { command: 'mv brouillon.txt notes.txt' }),
      FINISH,
    ),
  ],
  after: { 'notes.txt': 'neuf\n', 'brouillon.txt': null, 'anciennes-notes.txt': 'vieux\n' },
  mostRequests: 120,
});
