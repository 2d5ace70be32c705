import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC16',
  title: 'a file is renamed by writing it anew, and most of it is lost',
  at: 'executor',
  goal: 'Rename old.txt to new.txt.',
  before: { 'old.txt': 'one\ntwo\nthree\nfour\nfive\nsix\n' },
  executor: [
    attempt(
      call('read_file', { path: 'old.txt' }),
      call('write_file', { path: 'new.txt', content: 'one\ntwo\n' }),
      call('delete_file', { path: 'old.txt' }),
      FINISH,
    ),
  ],
  fails: /new\.txt/,
  mostRequests: 60,
});
