import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC33',
  title: 'a look round, and "done"; the goal names no file',
  at: 'executor',
  goal: 'Implement a command line tool that reverses a string.',
  executor: [attempt(call('list_directory', {}), FINISH)],
  fails: /no file was changed/,
  mostRequests: 60,
});
