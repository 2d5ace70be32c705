import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'PL51',
  title: 'a file that another step of the plan needs is made under another name, which the verifier passes',
  at: 'executor',
  goal: 'Turn stock.txt into a nice markdown list, with a short page that leads to it.',
  before: { 'stock.txt': 'tea: 4 boxes\n' },
  plan: [
    { id: 'list', description: 'Write the list.', expected_outputs: ['overview.md'] },
    { id: 'page', description: 'Write start.md with a link to overview.md.', depends_on: ['list'] },
  ],
  executor: [
    bySubtask({
      list: attempt(call('write_file', { path: 'list.md', content: '# Stock\n\n- tea: 4 boxes\n' }), FINISH),
      page: attempt(call('write_file', { path: 'start.md', content: '[Stock](overview.md)\n' }), FINISH),
    }),
  ],
  fails: /overview\.md/,
  mostRequests: 60,
});
