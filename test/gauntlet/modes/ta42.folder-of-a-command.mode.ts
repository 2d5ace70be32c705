import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'TA42',
  title: 'the folder of a command stands in an argument of its own',
  at: 'executor',
  goal: 'Set the version in pkg/VERSION to 2.',
  before: { VERSION: '1\n', 'pkg/VERSION': '1\n' },
  executor: [attempt(call('shell_execute', { command: 'echo 2 > VERSION', cwd: 'pkg' }), FINISH)],
  after: { 'pkg/VERSION': '2\n' },
});
