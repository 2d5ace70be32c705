import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE34',
  title: 'code indented with non-breaking blanks, then right',
  at: 'executor',
  goal: 'Create f.py with a function f.',
  executor: [
    call('write_file', { path: 'f.py', content: 'def f():\n\u00a0\u00a0\u00a0\u00a0return 1\n' }),
    FINISH,
    attempt(call('write_file', { path: 'f.py', content: 'def f():\n    return 1\n' }), FINISH),
  ],
  after: { 'f.py': 'def f():\n    return 1\n' },
});
