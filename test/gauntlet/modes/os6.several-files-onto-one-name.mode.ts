import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OS6',
  title: 'a loop moves several files onto one name, then does it rightly',
  at: 'executor',
  goal: 'Rename all .htm files to .html.',
  before: { 'a.htm': '<p>a</p>\n', 'b.htm': '<p>b</p>\n' },
  executor: [
    attempt(
      call('shell_execute', { command: 'for f in *.htm; do mv "$f" index.html; done' }),
      call('shell_execute', { command: 'for f in *.htm; do mv "$f" "${f%.htm}.html"; done' }),
      FINISH,
    ),
  ],
  after: { 'a.htm': null, 'b.htm': null, 'a.html': '<p>a</p>\n', 'b.html': '<p>b</p>\n' },
  mostRequests: 12,
});
