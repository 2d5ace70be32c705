import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE5',
  title: 'an edit that changes nothing, reported as a fix',
  at: 'executor',
  goal: 'Fix f in m.py so that it returns 2.',
  before: { 'm.py': 'def f():\n    return 1\n' },
  executor: [call('edit_file', { path: 'm.py', old_str: 'return 1', new_str: 'return 1' }), FINISH],
  fails: /no file was changed/,
  check: ({ prompt }) => [[/identical/.test(prompt('executor', 1)), 'the model is not told that nothing changed']],
});
