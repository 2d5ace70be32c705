import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BJ6',
  title: 'a row with an empty cell is lost when a column is added',
  at: 'executor',
  goal: 'Add a column color to plants.csv: Rose red, Aster blue.',
  before: { 'plants.csv': 'name,month\nRose,6\nAster,\n' },
  executor: [
    attempt(
      call('write_file', { path: 'plants.csv', content: 'name,month,color\nRose,6,red\n' }),
      finish('All of it is done.'),
    ),
  ],
  fails: /Aster/,
});
