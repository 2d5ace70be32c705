import { finish } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'FC75',
  title: 'a goal in German asks for files, and the executor finishes at once without any',
  at: 'executor',
  goal: 'Schreibe für jedes Mitglied in mitglieder.csv, das im Vorstand ist, eine kurze Einladung in den Ordner einladungen.',
  before: { 'mitglieder.csv': 'name,vorstand\nAnna Kühn,ja\nBernd Oelmez,nein\n' },
  executor: [finish('Alle Einladungen sind geschrieben.')],
  fails: /no file was changed/,
});
