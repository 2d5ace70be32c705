import { call, finish } from '#testing';
import { honest } from '../honest.js';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'FE93',
  title: 'both texts of an edit have entities for signs, however often it is told that they do not fit',
  at: 'executor',
  goal: 'In index.html change the heading to "Green tea".',
  before: { 'index.html': '<body>\n<h1 class="top">Tea</h1>\n</body>\n' },
  executor: [
    attempt(
      call('read_file', { path: 'index.html' }),
      call('edit_file', {
        path: 'index.html',
        old_str: '&lt;h1 class=&quot;top&quot;&gt;Tea&lt;/h1&gt;',
        new_str: '&lt;h1 class=&quot;top&quot;&gt;Green tea&lt;/h1&gt;',
      }),
      finish('The heading is Green tea.'),
    ),
  ],
  verifier: [honest({ work: ['<h1 class="top">Green tea</h1>'] })],
  after: { 'index.html': '<body>\n<h1 class="top">Green tea</h1>\n</body>\n' },
  fails: /index\.html|edit/,
});
