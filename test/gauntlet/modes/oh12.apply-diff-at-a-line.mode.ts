import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OH12',
  title: 'apply_diff with the number of a line',
  at: 'executor',
  goal: 'In app.py let greet() say Hi in place of Hello.',
  before: { 'app.py': 'def greet():\n    return "Hello"\n' },
  executor: [
    attempt(
      call('apply_diff', {
        path: 'app.py',
        diff: '<<<<<<< SEARCH\n:start_line:2\n-------\n    return "Hello"\n=======\n    return "Hi"\n>>>>>>> REPLACE',
      }),
      FINISH,
    ),
  ],
  after: { 'app.py': 'def greet():\n    return "Hi"\n' },
});
