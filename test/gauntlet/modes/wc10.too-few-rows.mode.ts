import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC10',
  title: 'three rows of five',
  at: 'executor',
  goal: 'Create people.csv with a header and 5 rows of made-up people.',
  executor: [
    attempt(call('write_file', { path: 'people.csv', content: 'name,age\nAnn,30\nBob,41\nCid,22\n' }), FINISH),
  ],
  fails: /people\.csv/,
  mostRequests: 60,
});
