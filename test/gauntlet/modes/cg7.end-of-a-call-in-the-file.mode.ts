import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'CG7',
  title: 'the end of a call stands below the text',
  at: 'executor',
  goal: 'make style.css with body background set to black',
  executor: [
    attempt(
      call('write_file', { path: 'style.css', content: 'body {\n  background: black;\n}\n</content>\n</write_file>' }),
      finish('style.css is written.'),
    ),
  ],
  fails: /the end of a call: <\/write_file>/,
});
