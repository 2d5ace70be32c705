import { call } from '#testing';
import { honest } from '../honest.js';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BQ45',
  title: 'the step that runs a program only reads it, and the next invents what it prints',
  at: 'executor',
  goal: 'Run count.sh and save its output in out.txt.',
  plan: [
    { id: 'run', description: 'Run count.sh.' },
    { id: 'save', description: 'Save the output of count.sh in out.txt.', depends_on: ['run'] },
  ],
  before: { 'count.sh': 'echo $((6 * 7)) tea bags\n' },
  executor: [
    bySubtask({
      run: attempt(call('read_file', { path: 'count.sh' }), FINISH),
      save: attempt(call('write_file', { path: 'out.txt', content: '67 tea bags\n' }), FINISH),
    }),
  ],
  verifier: [honest({ run: [], save: ['tea bags'] })],
  after: { 'out.txt': '42 tea bags\n' },
  fails: /count\.sh/,
});
