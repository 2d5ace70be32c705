import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'TA28',
  title: 'several edits in a list',
  at: 'executor',
  goal: 'Replace "one" with "two" in a.txt.',
  before: { 'a.txt': 'one\n' },
  executor: [
    call('edit_file', { path: 'a.txt', edits: [{ old_str: 'one', new_str: 'two' }] }),
    call('edit_file', { path: 'a.txt', old_str: 'one', new_str: 'two' }),
    FINISH,
  ],
  after: { 'a.txt': 'two\n' },
});
