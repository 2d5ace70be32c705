import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BL14',
  title: 'the second letter is translated over the original instead of into the folder for translations',
  at: 'executor',
  goal: 'Übersetze die beiden Briefe im Ordner briefe ins Englische. Die Übersetzungen kommen unter demselben Namen in den Ordner briefe_en.',
  before: {
    'briefe/anna.txt': 'Liebe Anna,\nwir kommen am Montag.\n',
    'briefe/jonas.txt': 'Lieber Jonas,\ndanke für das Buch.\n',
  },
  plan: [
    { id: 'anna', description: 'briefe/anna.txt ins Englische übersetzen' },
    { id: 'jonas', description: 'briefe/jonas.txt ins Englische übersetzen', depends_on: ['anna'] },
  ],
  executor: [
    bySubtask({
      anna: attempt(
        call('write_file', { path: 'briefe_en/anna.txt', content: 'Dear Anna,\nwe are coming on Monday.\n' }),
        FINISH,
      ),
      jonas: attempt(
        call('read_file', { path: 'briefe/jonas.txt' }),
        call('write_file', { path: 'briefe/jonas.txt', content: 'Dear Jonas,\nthank you for the book.\n' }),
        FINISH,
      ),
    }),
  ],
  halfway: [{ 'briefe_en/anna.txt': 'Dear Anna,\nwe are coming on Monday.\n' }],
  fails: /briefe(?:_en)?\/jonas\.txt|briefe_en/,
  mostRequests: 80,
});
