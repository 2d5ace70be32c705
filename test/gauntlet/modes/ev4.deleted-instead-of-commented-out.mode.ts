import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'EV4',
  title: 'a line that is to be commented out is deleted',
  at: 'executor',
  goal: 'Comment out the line that calls debug() in a.py.',
  before: { 'a.py': 'start()\ndebug()\nstop()\n' },
  executor: [attempt(call('edit_file', { path: 'a.py', old_str: 'debug()\n', new_str: '' }), FINISH)],
  fails: /./,
});
