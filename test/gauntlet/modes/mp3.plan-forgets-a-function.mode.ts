import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'MP3',
  title: 'the plan forgets one of three functions',
  at: 'planner',
  goal: 'Create calc.py with the functions add, sub and mul.',
  plan: [{ id: 'work', description: 'Create calc.py with the functions add and sub.' }],
  executor: [
    attempt(
      call('write_file', {
        path: 'calc.py',
        content: 'def add(a, b):\n    return a + b\n\n\ndef sub(a, b):\n    return a - b\n',
      }),
      FINISH,
    ),
  ],
  after: {
    'calc.py':
      'def add(a, b):\n    return a + b\n\n\ndef sub(a, b):\n    return a - b\n\n\ndef mul(a, b):\n    return a * b\n',
  },
  fails: /mul/,
  mostRequests: 60,
});
