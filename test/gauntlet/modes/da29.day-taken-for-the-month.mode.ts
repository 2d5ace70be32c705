import { call } from '#testing';
import { FINISH, mode } from '../mode.js';
import { onceWrong } from '../once-wrong.js';

const RIGHT = 'date,event\n2026-04-03,start\n2026-12-24,closed\n2026-01-31,sum\n';

export default mode({
  id: 'DA29',
  title: 'of one date the day and the month change places',
  at: 'executor',
  goal: 'Change the dates in events.csv from DD.MM.YYYY to YYYY-MM-DD.',
  before: { 'events.csv': 'date,event\n03.04.2026,start\n24.12.2026,closed\n31.01.2026,sum\n' },
  executor: [
    onceWrong(
      [
        call('read_file', { path: 'events.csv' }),
        call('write_file', {
          path: 'events.csv',
          content: 'date,event\n2026-03-04,start\n2026-12-24,closed\n2026-01-31,sum\n',
        }),
        FINISH,
      ],
      [call('write_file', { path: 'events.csv', content: RIGHT }), FINISH],
    ),
  ],
  after: { 'events.csv': RIGHT },
  fails: /events\.csv|2026-04-03|03\.04\.2026/,
  mostRequests: 80,
});
