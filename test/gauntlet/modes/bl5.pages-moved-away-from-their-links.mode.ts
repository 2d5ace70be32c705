import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BL5',
  title: 'one step writes the links, the next moves the pages they lead to',
  at: 'executor',
  goal: 'Write index.html with links to the pages tea.html and milk.html, and move the two pages into the folder pages.',
  before: { 'tea.html': '<h1>Tea</h1>\n', 'milk.html': '<h1>Milk</h1>\n' },
  plan: [
    { id: 'index', description: 'Write index.html with links to the pages tea.html and milk.html' },
    { id: 'move', description: 'Move tea.html and milk.html into the folder pages', depends_on: ['index'] },
  ],
  executor: [
    bySubtask({
      index: attempt(
        call('write_file', {
          path: 'index.html',
          content: '<a href="tea.html">Tea</a>\n<a href="milk.html">Milk</a>\n',
        }),
        FINISH,
      ),
      move: attempt(call('shell_execute', { command: 'mkdir -p pages && mv tea.html milk.html pages/' }), FINISH),
    }),
  ],
  halfway: [{ 'index.html': '<a href="tea.html">Tea</a>\n<a href="milk.html">Milk</a>\n' }],
  fails: /index\.html|tea\.html|milk\.html/,
  mostRequests: 80,
});
