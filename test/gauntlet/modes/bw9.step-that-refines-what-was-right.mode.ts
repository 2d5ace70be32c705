import { call } from '#testing';
import { honest } from '../honest.js';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const ADD = 'def add(a, b):\n    return a + b\n';

export default mode({
  id: 'BW9',
  title: 'a step too many refines the function until it no longer is what was asked for',
  at: 'planner',
  goal: 'Create add.py with a function add(a, b) that returns the sum of both.',
  plan: [
    { id: 'write', description: 'Create add.py with add(a, b)', expected_outputs: ['add.py'] },
    { id: 'refine', description: 'Make add.py more general', depends_on: ['write'], expected_outputs: ['add.py'] },
  ],
  executor: [
    bySubtask({
      write: attempt(call('write_file', { path: 'add.py', content: ADD }), FINISH),
      refine: attempt(
        call('read_file', { path: 'add.py' }),
        call('write_file', { path: 'add.py', content: 'def add(numbers):\n    return sum(numbers)\n' }),
        FINISH,
      ),
    }),
  ],
  verifier: [honest({ write: ['def add('], refine: ['def add('] })],
  after: { 'add.py': ADD },
  fails: /add\.py|add\(/,
});
