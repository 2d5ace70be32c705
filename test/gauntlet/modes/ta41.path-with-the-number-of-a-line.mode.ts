import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'TA41',
  title: 'the path ends in the number of a line',
  at: 'executor',
  goal: 'In app.py let greet() say Hi in place of Hello.',
  before: { 'app.py': 'def greet():\n    return "Hello"\n' },
  executor: [
    attempt(
      call('read_file', { path: 'app.py:2' }),
      call('edit_file', { path: 'app.py:2', old_str: 'Hello', new_str: 'Hi' }),
      FINISH,
    ),
  ],
  after: { 'app.py': 'def greet():\n    return "Hi"\n' },
});
