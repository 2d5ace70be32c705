import { call } from '#testing';
import { attempt, FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'SC15',
  title: 'a file that must stay is changed; the goal says so in German',
  at: 'executor',
  goal: 'Erstelle a.txt mit der einzigen Zeile "hello". Lass b.txt dabei unverändert.',
  before: { 'b.txt': 'mine\n' },
  executor: [attempt(WRITE, call('write_file', { path: 'b.txt', content: 'mine\nchanged\n' }), FINISH)],
  after: HELLO,
  fails: /b\.txt/,
});
