import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE52',
  title: 'HTML with "keep everything else"',
  at: 'executor',
  goal: 'Add a footer to index.html.',
  before: { 'index.html': '<html>\n<body>\n<h1>Shop</h1>\n<p>Open daily.</p>\n</body>\n</html>\n' },
  executor: [
    attempt(
      call('read_file', { path: 'index.html' }),
      call('write_file', {
        path: 'index.html',
        content: '<html>\n<body>\n<!-- keep everything else -->\n<footer>2024</footer>\n</body>\n</html>\n',
      }),
      FINISH,
    ),
  ],
  fails: /index\.html|keep everything|placeholder/,
});
