import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC56',
  title: 'a function is to go and only its body does',
  at: 'executor',
  goal: 'Remove the function legacy from m.py.',
  before: { 'm.py': 'def keep():\n    return 1\n\n\ndef legacy():\n    return 2\n' },
  executor: [attempt(call('edit_file', { path: 'm.py', old_str: '    return 2', new_str: '    pass' }), FINISH)],
  fails: /legacy/,
  mostRequests: 60,
});
