import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC171',
  title: 'of all pages of a folder one is not copied',
  at: 'executor',
  goal: 'Copy all .html files of src to the folder dist.',
  before: { 'src/a.html': '<p>a</p>\n', 'src/b.html': '<p>b</p>\n', 'src/c.html': '<p>c</p>\n', 'src/d.css': 'p {}\n' },
  executor: [attempt(call('shell_execute', { command: 'mkdir -p dist && cp src/a.html src/b.html dist/' }), FINISH)],
  fails: /c\.html/,
  mostRequests: 60,
});
