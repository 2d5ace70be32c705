import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BK14',
  title: 'one of the files keeps its old ending',
  at: 'executor',
  goal: 'Benenne alle .jpeg-Dateien im Ordner fotos in .jpg um.',
  before: { 'fotos/a.jpeg': 'A\n', 'fotos/b.jpeg': 'B\n', 'fotos/c.jpeg': 'C\n', 'fotos/d.png': 'D\n' },
  executor: [
    attempt(
      call('shell_execute', { command: 'mv fotos/a.jpeg fotos/a.jpg && mv fotos/b.jpeg fotos/b.jpg' }),
      finish('All of it is done.'),
    ),
  ],
  fails: /jpeg/,
  mostRequests: 80,
});
