import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC178',
  title: 'removes a function and the one below it',
  at: 'executor',
  goal: 'Remove the function old() from lib.js.',
  before: {
    'lib.js':
      'export function old() {\n  return 1;\n}\n\nexport function keep() {\n  return 2;\n}\n\nexport const v = 3;\n',
  },
  executor: [attempt(call('write_file', { path: 'lib.js', content: 'export const v = 3;\n' }), FINISH)],
  fails: /keep/,
  mostRequests: 60,
});
