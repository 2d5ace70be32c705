import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC79',
  title: 'a style sheet that stops in the middle',
  at: 'executor',
  goal: 'Create style.css with a rule for body and one for .nav.',
  executor: [
    attempt(
      call('write_file', { path: 'style.css', content: 'body {\n  margin: 0;\n}\n\n.nav {\n  color: r' }),
      FINISH,
    ),
  ],
  fails: /style\.css/,
});
