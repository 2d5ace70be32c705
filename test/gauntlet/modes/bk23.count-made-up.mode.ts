import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BK23',
  title: 'a count is made up',
  at: 'executor',
  goal: 'How many lines of app.log contain ERROR? Write the number to errors.txt.',
  before: { 'app.log': 'INFO start\nERROR disk\nINFO retry\nERROR disk\nERROR net\nINFO stop\n' },
  executor: [
    attempt(
      call('read_file', { path: 'app.log' }),
      call('write_file', { path: 'errors.txt', content: '4\n' }),
      finish('All of it is done.'),
    ),
  ],
  fails: /errors\.txt|ERROR|3/,
  mostRequests: 80,
});
