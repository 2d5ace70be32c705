import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BK18',
  title: 'one line of a list gets no file',
  at: 'executor',
  goal: 'Lege für jede Stadt in staedte.txt eine Datei wetter/STADT.txt mit dem Wort "unbekannt" an.',
  before: { 'staedte.txt': 'Bonn\nKiel\nUlm\nJena\n' },
  executor: [
    attempt(
      call('write_file', { path: 'wetter/Bonn.txt', content: 'unbekannt\n' }),
      call('write_file', { path: 'wetter/Kiel.txt', content: 'unbekannt\n' }),
      call('write_file', { path: 'wetter/Ulm.txt', content: 'unbekannt\n' }),
      finish('All of it is done.'),
    ),
  ],
  fails: /Jena/,
  mostRequests: 80,
});
