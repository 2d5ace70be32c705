import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'RT28',
  title: 'right work: a file for each line, by names in other letters',
  at: 'executor',
  goal: 'Lege für jede Zeile in seiten.txt eine Markdown-Datei im Ordner seiten an, die mit dem Titel als Überschrift beginnt.',
  before: { 'seiten.txt': 'Über uns\nKontakt\nImpressum\n' },
  executor: [
    attempt(
      call('write_file', { path: 'seiten/ueber-uns.md', content: '# Über uns\n' }),
      call('write_file', { path: 'seiten/kontakt.md', content: '# Kontakt\n' }),
      call('write_file', { path: 'seiten/impressum.md', content: '# Impressum\n' }),
      FINISH,
    ),
  ],
  after: {
    'seiten/ueber-uns.md': '# Über uns\n',
    'seiten/kontakt.md': '# Kontakt\n',
    'seiten/impressum.md': '# Impressum\n',
  },
});
