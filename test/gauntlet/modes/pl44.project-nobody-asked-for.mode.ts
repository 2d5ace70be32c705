import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const PAGE = '<!doctype html>\n<title>Hello</title>\n<h1>Hello</h1>\n';
export default mode({
  id: 'PL44',
  title: 'the plan sets a project up that nobody asked for',
  at: 'planner',
  goal: 'Create index.html, a page with the heading Hello.',
  plan: [
    { id: 'setup', description: 'Initialise the project with npm' },
    { id: 'page', description: 'Create index.html with the heading Hello', depends_on: ['setup'] },
  ],
  executor: [
    bySubtask({
      setup: attempt(call('shell_execute', { command: 'npm init -y' }), FINISH),
      page: attempt(call('write_file', { path: 'index.html', content: PAGE }), FINISH),
    }),
  ],
  after: { 'index.html': PAGE },
});
