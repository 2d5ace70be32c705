import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE94',
  title: 'the content of a copy is the command that would print it',
  at: 'executor',
  goal: 'Make recipe-copy.md the same as recipe.md.',
  before: { 'recipe.md': '# Tea\n\nBoil water.\n' },
  executor: [
    (request, n) =>
      attempt(
        call('write_file', { path: 'recipe-copy.md', content: n < 2 ? '$(cat recipe.md)' : '# Tea\n\nBoil water.\n' }),
        FINISH,
      )(request, n),
  ],
  after: { 'recipe-copy.md': '# Tea\n\nBoil water.\n' },
  fails: /recipe-copy\.md/,
});
