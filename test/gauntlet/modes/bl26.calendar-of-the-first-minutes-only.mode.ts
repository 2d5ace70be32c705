import { call, finish } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BL26',
  title: 'the step that was to collect the dates only says so, the next one makes up for the first file alone',
  at: 'executor',
  goal: 'Suche alle Termine in protokolle/*.md und schreibe sie in termine.ics, einen VEVENT je Termin.',
  before: {
    'protokolle/januar.md': '# Januar\n\nTermin: 2026-02-03 Elternabend\n',
    'protokolle/februar.md': '# Februar\n\nTermin: 2026-03-17 Flohmarkt\n',
    'protokolle/maerz.md': '# März\n\nTermin: 2026-04-21 Ausflug\n',
  },
  plan: [
    { id: 'suchen', description: 'Alle Termine in protokolle/*.md suchen' },
    { id: 'kalender', description: 'Die Termine in termine.ics schreiben', depends_on: ['suchen'] },
  ],
  executor: [
    bySubtask({
      suchen: attempt(call('list_directory', { path: 'protokolle' }), finish('Drei Termine gefunden.')),
      kalender: attempt(
        call('read_file', { path: 'protokolle/januar.md' }),
        call('write_file', {
          path: 'termine.ics',
          content:
            'BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//x//DE\nBEGIN:VEVENT\nUID:1@x\nDTSTAMP:20260101T000000Z\nDTSTART;VALUE=DATE:20260203\nSUMMARY:Elternabend\nEND:VEVENT\nEND:VCALENDAR\n',
        }),
        FINISH,
      ),
    }),
  ],
  fails: /termine\.ics|Flohmarkt|Ausflug|februar|maerz|protokolle/,
  mostRequests: 80,
});
