import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'SH10',
  title: 'a command that fails and says 0',
  at: 'executor',
  executor: [attempt(call('shell_execute', { command: 'cat missing.txt > a.txt || true' }), FINISH)],
  fails: /a\.txt/,
  mostRequests: 60,
});
