import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC23',
  title: 'renames the definition and not its calls',
  at: 'executor',
  goal: 'Rename the function foo to bar in m.py.',
  before: { 'm.py': 'def foo():\n    return 1\n\n\nprint(foo())\n' },
  executor: [attempt(call('edit_file', { path: 'm.py', old_str: 'def foo', new_str: 'def bar' }), FINISH)],
  fails: /foo/,
  mostRequests: 60,
});
