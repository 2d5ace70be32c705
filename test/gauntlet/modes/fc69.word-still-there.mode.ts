import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FC69',
  title: 'a word that was to go is still there, and another was changed',
  at: 'executor',
  goal: 'Remove the word certificate from todo.md.',
  before: { 'todo.md': '- renew certificate\n- rotate logs\n' },
  executor: [
    attempt(call('edit_file', { path: 'todo.md', old_str: 'rotate logs', new_str: 'rotate the logs' }), FINISH),
  ],
  fails: /certificate/,
  mostRequests: 80,
});
