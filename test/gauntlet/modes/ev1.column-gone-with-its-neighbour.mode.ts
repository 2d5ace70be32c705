import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'EV1',
  title: 'a column is to go, and of one row its neighbour goes',
  at: 'executor',
  goal: 'Remove the column "age" from people.csv.',
  before: { 'people.csv': 'name,age,city\nAnna,31,Bonn\nBo,25,Oslo\n' },
  executor: [attempt(call('write_file', { path: 'people.csv', content: 'name,city\nAnna,Bonn\nBo,25\n' }), FINISH)],
  fails: /./,
});
