import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'JL2',
  title: 'takes only the lines that begin with a word, where all that hold it were wanted',
  at: 'executor',
  goal: 'Write all lines of log.txt that contain ERROR to errors.txt.',
  before: { 'log.txt': 'ERROR disk full\nINFO started\n10:04 ERROR no network\nWARN slow\nERROR no answer\n' },
  executor: [
    attempt(
      call('read_file', { path: 'log.txt' }),
      call('write_file', { path: 'errors.txt', content: 'ERROR disk full\nERROR no answer\n' }),
      FINISH,
    ),
  ],
  fails: /errors\.txt/,
});
