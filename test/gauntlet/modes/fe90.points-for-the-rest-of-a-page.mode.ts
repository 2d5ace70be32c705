import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const PAGE =
  '<!doctype html>\n<html lang="en">\n<head>\n<title>About us</title>\n<link rel="stylesheet" href="style.css">\n</head>\n<body>\n<nav><a href="index.html">Home</a></nav>\n<p>A family bakery since 1956.</p>\n</body>\n</html>\n';

export default mode({
  id: 'FE90',
  title: 'a page with "... existing content ..." and "head stays the same"',
  at: 'executor',
  goal: 'add a link to menu.html in the nav of about.html',
  before: {
    'about.html': PAGE,
    'menu.html': '<h1>Menu</h1>\n',
    'index.html': '<h1>Home</h1>\n',
    'style.css': 'p {\n}\n',
  },
  executor: [
    attempt(
      call('read_file', { path: 'about.html' }),
      call('write_file', {
        path: 'about.html',
        content:
          '<!doctype html>\n<html lang="en">\n<head>\n<!-- head stays the same -->\n</head>\n<body>\n<nav><a href="index.html">Home</a> <a href="menu.html">Menu</a></nav>\n<!-- ... existing content ... -->\n</body>\n</html>\n',
      }),
      FINISH,
    ),
  ],
  fails: /about\.html|existing content|no file|stays the same/,
  mostRequests: 80,
});
