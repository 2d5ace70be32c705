import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const BEFORE = 'Eggs are fine.\nButter is low.\n';
const AFTER = `${BEFORE}Milk is out of stock.\nMilk is out of stock.\n`;

export default mode({
  id: 'RT53',
  title: 'right work: a line is added "x2"',
  at: 'executor',
  goal: 'put "Milk is out of stock." x2 at the end of notes.txt',
  before: { 'notes.txt': BEFORE },
  executor: [
    attempt(
      call('read_file', { path: 'notes.txt' }),
      call('write_file', { path: 'notes.txt', content: AFTER }),
      FINISH,
    ),
  ],
  after: { 'notes.txt': AFTER },
});
