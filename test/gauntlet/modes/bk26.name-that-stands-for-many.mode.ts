import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

const write = (town: string): ReturnType<typeof call> =>
  call('write_file', { path: `wetter/${town}.txt`, content: 'unbekannt\n' });

export default mode({
  id: 'BK26',
  title: 'right work: the goal gives one name that stands for many',
  at: 'executor',
  goal: 'Lege für jede Stadt in staedte.txt eine Datei wetter/STADT.txt mit dem Wort "unbekannt" an.',
  before: { 'staedte.txt': 'Bonn\nBad Ems\nUlm\n' },
  executor: [attempt(write('Bonn'), write('Bad_Ems'), write('Ulm'), finish('All of it is done.'))],
  after: { 'wetter/Bonn.txt': 'unbekannt\n', 'wetter/Bad_Ems.txt': 'unbekannt\n', 'wetter/Ulm.txt': 'unbekannt\n' },
});
