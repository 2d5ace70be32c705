import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC181',
  title: 'of a text that was to be in capitals one line is not',
  at: 'executor',
  goal: 'Convert all the text in poem.txt to uppercase.',
  before: { 'poem.txt': 'roses are red\nviolets are blue\nsugar is sweet\n' },
  executor: [
    attempt(
      call('write_file', { path: 'poem.txt', content: 'ROSES ARE RED\nVIOLETS ARE BLUE\nsugar is sweet\n' }),
      FINISH,
    ),
  ],
  fails: /not in upper case/,
  mostRequests: 60,
});
