import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'EV3',
  title: 'of the first three lines the third is another one',
  at: 'executor',
  goal: 'Write the first 3 lines of log.txt to head.txt.',
  before: { 'log.txt': 'start\nload\nrun\nstop\n' },
  executor: [attempt(call('write_file', { path: 'head.txt', content: 'start\nload\nstop\n' }), FINISH)],
  fails: /./,
});
