import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC172',
  title: 'a folder is copied where it was to be renamed',
  at: 'executor',
  goal: 'Rename the folder lib to core.',
  before: { 'lib/a.js': 'a\n', 'lib/b.js': 'b\n' },
  executor: [attempt(call('shell_execute', { command: 'cp -r lib core' }), FINISH)],
  fails: /lib was to be renamed/,
  mostRequests: 60,
});
