import { call } from '#testing';
import { honest } from '../honest.js';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BV34',
  title: 'an edit within a line has more lines, which lack the indentation of the first',
  at: 'executor',
  goal: 'In b.py let show keep the doubled number in a variable and print that.',
  before: { 'b.py': 'def show(n):\n    print(n * 2)\n' },
  executor: [
    attempt(
      call('read_file', { path: 'b.py' }),
      call('edit_file', { path: 'b.py', old_str: 'print(n * 2)', new_str: 'doubled = n * 2\nprint(doubled)' }),
      FINISH,
    ),
  ],
  verifier: [honest({ work: ['doubled = n * 2', 'print(doubled)'] })],
  after: { 'b.py': 'def show(n):\n    doubled = n * 2\n    print(doubled)\n' },
});
