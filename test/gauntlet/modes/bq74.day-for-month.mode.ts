import { call } from '#testing';
import { honest } from '../honest.js';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BQ74',
  title: 'takes the day of a date for its month',
  at: 'executor',
  goal: 'Change all dates in events.txt from DD.MM.YYYY to YYYY-MM-DD.',
  before: { 'events.txt': 'Fair 03.04.2025\nBall 11.12.2025\n' },
  executor: [
    attempt(
      call('read_file', { path: 'events.txt' }),
      call('write_file', { path: 'events.txt', content: 'Fair 2025-03-04\nBall 2025-11-12\n' }),
      FINISH,
    ),
  ],
  verifier: [honest({ work: ['2025-'] })],
  after: { 'events.txt': 'Fair 2025-04-03\nBall 2025-12-11\n' },
  fails: /events\.txt/,
});
