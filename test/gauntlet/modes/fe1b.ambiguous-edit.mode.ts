import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE1B',
  title: 'an edit that fits two places',
  at: 'executor',
  goal: 'Make g in m.py return 2.',
  before: { 'm.py': 'def f():\n    return 1\n\n\ndef g():\n    return 1\n' },
  executor: [
    call('edit_file', { path: 'm.py', old_str: '    return 1', new_str: '    return 2' }),
    call('edit_file', { path: 'm.py', old_str: 'def g():\n    return 1', new_str: 'def g():\n    return 2' }),
    FINISH,
  ],
  after: { 'm.py': 'def f():\n    return 1\n\n\ndef g():\n    return 2\n' },
  check: ({ prompt }) => [[/at lines 2, 6/.test(prompt('executor', 1)), 'the places are not named']],
});
