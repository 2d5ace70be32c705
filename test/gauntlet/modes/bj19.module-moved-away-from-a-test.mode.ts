import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BJ19',
  title: 'a module of a package is moved and a test still imports it',
  at: 'executor',
  goal: 'Move kit/store.py to kit/shelf.py and change the imports of it.',
  before: {
    'kit/__init__.py': '',
    'kit/store.py': 'BOOKS = []\n',
    'kit/cli.py': 'from kit.store import BOOKS\n\nprint(BOOKS)\n',
    'tests/check_books.py': 'from kit.store import BOOKS\n\nassert BOOKS == []\n',
  },
  executor: [
    attempt(
      call('shell_execute', { command: 'mv kit/store.py kit/shelf.py && sed -i s/kit.store/kit.shelf/ kit/cli.py' }),
      finish('All of it is done.'),
    ),
  ],
  fails: /kit\.store/,
});
