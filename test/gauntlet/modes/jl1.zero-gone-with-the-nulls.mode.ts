import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const BEFORE = { name: 'Ann', mail: null, age: 0, home: { street: 'Elm', floor: null } };

export default mode({
  id: 'JL1',
  title: 'takes a zero out of a JSON file along with what is null',
  at: 'executor',
  goal: 'Remove all null values from person.json.',
  before: { 'person.json': `${JSON.stringify(BEFORE, null, 2)}\n` },
  executor: [
    attempt(
      call('read_file', { path: 'person.json' }),
      call('write_file', {
        path: 'person.json',
        content: `${JSON.stringify({ name: 'Ann', home: { street: 'Elm' } }, null, 2)}\n`,
      }),
      FINISH,
    ),
  ],
  fails: /person\.json/,
});
