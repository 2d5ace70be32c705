import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'EV8',
  title: 'a variable has another name where it is set, and its old one where it is used',
  at: 'executor',
  goal: 'Rename the variable total to amount in calc.py.',
  before: { 'calc.py': 'total = 1\nprint(total)\nrest = total - 1\n' },
  executor: [
    attempt(call('write_file', { path: 'calc.py', content: 'amount = 1\nprint(amount)\nrest = total - 1\n' }), FINISH),
  ],
  fails: /./,
});
