import { call } from '#testing';
import { honest } from '../honest.js';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BV32',
  title: 'the text to replace ends with its line, the new text does not',
  at: 'executor',
  goal: 'In notes.txt turn the line beta into BETA.',
  before: { 'notes.txt': 'alpha\nbeta\ngamma\n' },
  executor: [
    attempt(
      call('read_file', { path: 'notes.txt' }),
      call('edit_file', { path: 'notes.txt', old_str: 'alpha\nbeta\n', new_str: 'alpha\nBETA' }),
      FINISH,
    ),
  ],
  verifier: [honest({ work: ['+BETA'] })],
  after: { 'notes.txt': 'alpha\nBETA\ngamma\n' },
});
