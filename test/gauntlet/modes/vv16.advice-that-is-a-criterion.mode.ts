import { call, reject } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'VV16',
  title: 'what sounds like advice is what was asked for',
  at: 'verifier',
  plan: [
    {
      id: 'work',
      description: 'Create m.py with a documented function f.',
      acceptance_criteria: 'm.py defines f, and f has a docstring.',
    },
  ],
  goal: 'Create m.py with a documented function f.',
  executor: [
    ({ messages }) =>
      messages.some(({ role }) => role === 'tool')
        ? FINISH
        : call('write_file', { path: 'm.py', content: 'def f():\n    return 1\n' }),
  ],
  verifier: [reject('could add a docstring to f')],
  fails: /docstring/,
  mostRequests: 60,
});
