import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'UE10',
  title: 'hidden marks of direction in an answer',
  at: 'executor',
  goal: 'Create f.py that prints "hi".',
  executor: [attempt(call('write_file', { path: 'f.py', content: 'print("hi")\n# \u202e hidden\n' }), FINISH)],
  after: { 'f.py': 'print("hi")\n' },
  fails: /f\.py/,
  mostRequests: 60,
});
