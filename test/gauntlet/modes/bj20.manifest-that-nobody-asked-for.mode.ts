import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BJ20',
  title: 'npm init in a project of Python',
  at: 'executor',
  goal: 'Add a function titles(books) to store.py.',
  before: { 'store.py': 'BOOKS = []\n' },
  executor: [
    attempt(
      call('shell_execute', { command: 'npm init -y' }),
      call('write_file', {
        path: 'store.py',
        content: 'BOOKS = []\n\n\ndef titles(books):\n    return [book["title"] for book in books]\n',
      }),
      finish('All of it is done.'),
    ),
  ],
  after: { 'store.py': 'BOOKS = []\n\n\ndef titles(books):\n    return [book["title"] for book in books]\n' },
});
