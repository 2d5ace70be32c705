import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE50',
  title: 'a style sheet with "rest of styles unchanged"',
  at: 'executor',
  goal: 'Add a rule for .hero to site.css.',
  before: { 'site.css': 'body {\n  margin: 0;\n}\n\n.nav {\n  color: red;\n}\n' },
  executor: [
    attempt(
      call('read_file', { path: 'site.css' }),
      call('write_file', {
        path: 'site.css',
        content: '/* rest of styles unchanged */\n\n.hero {\n  color: blue;\n}\n',
      }),
      FINISH,
    ),
  ],
  fails: /site\.css|unchanged|placeholder/,
});
