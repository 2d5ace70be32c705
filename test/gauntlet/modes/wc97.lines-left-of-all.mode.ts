import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC97',
  title: 'of all lines with a word one stays',
  at: 'executor',
  goal: 'Remove all lines containing "DEBUG" from trace.txt.',
  before: { 'trace.txt': 'DEBUG a\nok\nDEBUG b\n' },
  executor: [attempt(call('write_file', { path: 'trace.txt', content: 'ok\nDEBUG b\n' }), FINISH)],
  fails: /DEBUG/,
  mostRequests: 60,
});
