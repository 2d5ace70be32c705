import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'MP5',
  title: 'checks that always pass, and nothing of the work',
  at: 'planner',
  goal: 'Make the greeting in greet.py friendlier.',
  before: { 'greet.py': 'print("hi")\n' },
  plan: [{ id: 'work', description: 'Make the greeting friendlier.', checks: ['true', 'echo ok', 'test -d .', 'ls'] }],
  executor: [attempt(call('read_file', { path: 'greet.py' }), FINISH)],
  fails: /no file was changed|not seen to fail/,
  mostRequests: 60,
});
