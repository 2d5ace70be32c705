import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'MU4',
  title: 'a row is lost by sorting the others',
  at: 'executor',
  goal: 'Sort scores.csv by points, the highest last.',
  before: { 'scores.csv': 'name,points\nAnn,30\nBob,10\nCy,20\n' },
  executor: [attempt(call('write_file', { path: 'scores.csv', content: 'name,points\nBob,10\nCy,20\n' }), FINISH)],
  fails: /lacks 30/,
});
