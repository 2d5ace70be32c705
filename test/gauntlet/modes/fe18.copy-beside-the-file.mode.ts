import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE18',
  title: 'works on a copy instead of the file',
  at: 'executor',
  goal: 'Make f in m.py return 2.',
  plan: [{ id: 'work', description: 'Make f in m.py return 2.', checks: ['grep -q "return 2" m.py'] }],
  before: { 'm.py': 'def f():\n    return 1\n' },
  executor: [call('write_file', { path: 'm-v2.py', content: 'def f():\n    return 2\n' }), FINISH],
  fails: /return 2|m\.py/,
});
