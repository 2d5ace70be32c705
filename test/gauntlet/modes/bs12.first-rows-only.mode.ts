import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

const NAMES = ['Ada', 'Bea', 'Cid', 'Dan', 'Eve', 'Fay', 'Gus', 'Hal', 'Ida', 'Jon', 'Kim', 'Leo'];
const CSV = ['name,age', ...NAMES.map((name, at) => `${name},${20 + at}`)].join('\n') + '\n';

export default mode({
  id: 'BS12',
  title: 'converts the first rows and says that all are converted',
  at: 'executor',
  goal: 'Convert people.csv into people.json: an array with one object for each row, with the fields name and age (a number).',
  before: { 'people.csv': CSV },
  executor: [
    attempt(
      call('read_file', { path: 'people.csv' }),
      call('write_file', {
        path: 'people.json',
        content: `${JSON.stringify(
          NAMES.slice(0, 3).map((name, at) => ({ name, age: 20 + at })),
          null,
          2,
        )}\n`,
      }),
      finish('All 12 rows of people.csv are converted into people.json.'),
    ),
  ],
  fails: /people\.json|rows?\b|\b12\b|Dan|Leo/,
});
