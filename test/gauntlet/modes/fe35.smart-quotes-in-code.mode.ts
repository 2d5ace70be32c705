import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE35',
  title: 'curly quotes in code, then right',
  at: 'executor',
  goal: 'Create f.py that prints "hi".',
  executor: [
    call('write_file', { path: 'f.py', content: 'print(\u201chi\u201d)\n' }),
    FINISH,
    attempt(call('write_file', { path: 'f.py', content: 'print("hi")\n' }), FINISH),
  ],
  after: { 'f.py': 'print("hi")\n' },
});
