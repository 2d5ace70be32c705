import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC177',
  title: 'one of three names is not ignored',
  at: 'executor',
  goal: 'Create a .gitignore that ignores node_modules, dist and .env.',
  executor: [attempt(call('write_file', { path: '.gitignore', content: 'node_modules/\ndist/\n' }), FINISH)],
  fails: /\.env/,
  mostRequests: 60,
});
