import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'PL9',
  title: 'the plan speaks of files that are not there',
  at: 'planner',
  before: { 'app.py': 'print("hi")\n' },
  goal: 'Change the greeting in app.py to "hello".',
  plan: [{ id: 'work', description: 'Edit src/main.py and change the greeting to "hello".' }],
  executor: [
    attempt(
      call('read_file', { path: 'src/main.py' }),
      call('edit_file', { path: 'app.py', old_str: 'hi', new_str: 'hello' }),
      FINISH,
    ),
  ],
  after: { 'app.py': 'print("hello")\n' },
  fails: /src\/main\.py/,
});
