import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC30',
  title: 'a block that the goal gives in full is written a little otherwise',
  at: 'executor',
  goal: 'Create greet.py with exactly this content:\n```python\nname = "World"\nprint(f"Hello, {name}!")\n```',
  executor: [
    attempt(call('write_file', { path: 'greet.py', content: 'name = "World"\nprint("Hello, " + name)\n' }), FINISH),
  ],
  fails: /greet\.py/,
  mostRequests: 60,
});
