import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC31',
  title: 'a file without an extension is never made',
  at: 'executor',
  goal: 'Create a Makefile with a target build that prints ok.',
  executor: [attempt(call('list_directory', {}), FINISH)],
  fails: /Makefile/,
  mostRequests: 60,
});
