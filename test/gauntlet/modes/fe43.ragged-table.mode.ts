import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE43',
  title: 'rows with fewer fields than the head',
  at: 'executor',
  goal: 'Create people.csv with the columns name, age and city and two people.',
  executor: [
    call('write_file', { path: 'people.csv', content: 'name,age,city\nAnn,31\nBob,40,Rome\n' }),
    FINISH,
    call('write_file', { path: 'people.csv', content: 'name,age,city\nAnn,31,Oslo\nBob,40,Rome\n' }),
    FINISH,
  ],
  after: { 'people.csv': 'name,age,city\nAnn,31,Oslo\nBob,40,Rome\n' },
});
