import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC96',
  title: 'a name is replaced in the documents and not in the pages',
  at: 'executor',
  goal: 'Replace "Acme" with "Apex" everywhere.',
  before: { 'README.md': '# Acme\n', 'site/index.html': '<h1>Acme</h1>\n' },
  executor: [attempt(call('write_file', { path: 'README.md', content: '# Apex\n' }), FINISH)],
  fails: /index\.html/,
  mostRequests: 60,
});
