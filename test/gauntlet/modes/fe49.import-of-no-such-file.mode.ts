import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE49',
  title: 'a module is imported that does not exist',
  at: 'executor',
  goal: 'Create main.js that prints the result of add(1, 2), with add in its own module.',
  executor: [
    attempt(
      call('write_file', { path: 'main.js', content: "import { add } from './add.js';\nconsole.log(add(1, 2));\n" }),
      FINISH,
    ),
  ],
  fails: /add\.js|add/,
});
