import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'CG9',
  title: 'nine lines of exactly ten',
  at: 'executor',
  goal: 'countries.txt with exactly 10 countries of europe, one per line',
  executor: [
    attempt(
      call('write_file', {
        path: 'countries.txt',
        content: 'France\nGermany\nSpain\nItaly\nPoland\nNorway\nSweden\nGreece\nAustria\n',
      }),
      finish('Ten countries are listed.'),
    ),
  ],
  fails: /countries\.txt/,
});
