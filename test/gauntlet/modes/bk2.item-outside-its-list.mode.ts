import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BK2',
  title: 'the new item of a list stands behind the end of the list',
  at: 'executor',
  goal: 'Füge in index.html der Liste im Menü einen Punkt „Kontakt“ hinzu.',
  before: {
    'index.html':
      '<!doctype html>\n<html>\n<body>\n<nav>\n<ul>\n<li>Start</li>\n<li>Preise</li>\n</ul>\n</nav>\n</body>\n</html>\n',
  },
  executor: [
    attempt(
      call('edit_file', { path: 'index.html', old_str: '</ul>\n', new_str: '</ul>\n<li>Kontakt</li>\n' }),
      finish('All of it is done.'),
    ),
  ],
  fails: /index\.html|<li>|<ul>/,
  mostRequests: 80,
});
