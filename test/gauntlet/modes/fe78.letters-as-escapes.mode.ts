import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE78',
  title: 'letters are written as backslash, u and four digits',
  at: 'executor',
  goal: 'Create menu.txt with a line for each of our drinks: Café crème, Thé glacé.',
  executor: [
    attempt(
      call('write_file', { path: 'menu.txt', content: 'Caf\\u00e9 cr\\u00e8me\nTh\\u00e9 glac\\u00e9\n' }),
      FINISH,
    ),
  ],
  after: { 'menu.txt': 'Café crème\nThé glacé\n' },
  fails: /menu\.txt: it holds .u00e9/,
});
