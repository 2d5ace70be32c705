import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE92',
  title: 'a path whose blank is written as %20',
  at: 'executor',
  goal: 'in "release notes.txt" change the word March to April',
  before: { 'release notes.txt': 'Release of March\n' },
  executor: [
    attempt(
      call('read_file', { path: 'release%20notes.txt' }),
      call('write_file', { path: 'release%20notes.txt', content: 'Release of April\n' }),
      FINISH,
    ),
  ],
  after: { 'release notes.txt': 'Release of April\n' },
});
