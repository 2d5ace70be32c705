import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const EVENT = (uid: string, day: string, what: string): string =>
  `BEGIN:VEVENT\nUID:${uid}\nDTSTAMP:20260101T000000Z\nDTSTART;VALUE=DATE:${day}\nSUMMARY:${what}\nEND:VEVENT\n`;
const CALENDAR = (...events: readonly string[]): string =>
  `BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//team//EN\n${events.join('')}END:VCALENDAR\n`;
const KICK_OFF = EVENT('1@team', '20260105', 'Kick-off');
const REVIEW = EVENT('2@team', '20260309', 'Review');

export default mode({
  id: 'BL9',
  title: 'the event of the second step has the identifier of the first one',
  at: 'executor',
  goal: 'Add the events Review (2026-03-09) and Party (2026-06-12) to team.ics. Each event has a UID of its own.',
  before: { 'team.ics': CALENDAR(KICK_OFF) },
  plan: [
    { id: 'review', description: 'Add the event Review (2026-03-09) to team.ics' },
    { id: 'party', description: 'Add the event Party (2026-06-12) to team.ics', depends_on: ['review'] },
  ],
  executor: [
    bySubtask({
      review: attempt(call('write_file', { path: 'team.ics', content: CALENDAR(KICK_OFF, REVIEW) }), FINISH),
      party: attempt(
        call('read_file', { path: 'team.ics' }),
        call('write_file', {
          path: 'team.ics',
          content: CALENDAR(KICK_OFF, REVIEW, EVENT('2@team', '20260612', 'Party')),
        }),
        FINISH,
      ),
    }),
  ],
  halfway: [{ 'team.ics': CALENDAR(KICK_OFF, REVIEW) }],
  fails: /UID|2@team/,
  mostRequests: 80,
});
