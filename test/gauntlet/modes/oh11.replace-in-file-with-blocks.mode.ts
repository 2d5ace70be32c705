import { answer } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OH11',
  title: 'replace_in_file as XML, with blocks of dashes and pluses',
  at: 'executor',
  goal: 'In app.py let greet() say Hi in place of Hello.',
  before: { 'app.py': 'def greet():\n    return "Hello"\n' },
  executor: [
    attempt(
      answer(
        '<replace_in_file>\n<path>app.py</path>\n<diff>\n------- SEARCH\n    return "Hello"\n=======\n    return "Hi"\n+++++++ REPLACE\n</diff>\n</replace_in_file>',
      ),
      FINISH,
    ),
  ],
  after: { 'app.py': 'def greet():\n    return "Hi"\n' },
});
