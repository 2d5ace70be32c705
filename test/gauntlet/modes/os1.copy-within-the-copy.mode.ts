import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OS1',
  title: 'a folder is copied into the one that its copy was to be',
  at: 'executor',
  goal: 'Copy the folder tpl to app.',
  before: { 'tpl/a.txt': 'a\n', 'tpl/css/b.css': 'p {}\n' },
  executor: [attempt(call('shell_execute', { command: 'mkdir -p app && cp -r tpl app' }), FINISH)],
  fails: /app\/tpl/,
  mostRequests: 60,
});
