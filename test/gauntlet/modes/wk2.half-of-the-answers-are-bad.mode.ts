import { mode } from '../mode.js';
import { weakModel } from '../weak.js';

const GOAL = 'Create about.html, a page that links to index.html, and add it to sitemap.txt.';
const PAGE = '<!doctype html>\n<title>About</title>\n<p>Back to the <a href="index.html">start</a>.</p>\n';
const INDEX = '<!doctype html>\n<title>Start</title>\n<p>Welcome.</p>\n';

export default mode({
  id: 'WK2',
  title: 'half of all answers of every role are bad, each in another way',
  at: 'executor',
  goal: GOAL,
  before: { 'index.html': INDEX, 'sitemap.txt': 'index.html\n' },
  ...weakModel({ seed: 4, share: 0.5 }, GOAL, [
    { name: 'write_file', args: { path: 'about.html', content: PAGE } },
    { name: 'write_file', args: { path: 'sitemap.txt', content: 'index.html\nabout.html\n' } },
  ]),
  after: { 'about.html': PAGE, 'sitemap.txt': 'index.html\nabout.html\n' },
  own: { config: { execution: { max_subtask_retries: 3, max_plan_versions: 5, max_tool_iterations: 20 } } },
  mostRequests: 200,
});
