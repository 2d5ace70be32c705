import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'PL50',
  title: 'a file that the user names is made under another name, which the verifier passes',
  at: 'executor',
  goal: 'Turn stock.txt into a nice markdown list, our shop reads it as overview.md.',
  before: { 'stock.txt': 'tea: 4 boxes\n' },
  plan: [{ id: 'work', description: 'Write the list.', expected_outputs: ['overview.md'] }],
  executor: [attempt(call('write_file', { path: 'list.md', content: '# Stock\n\n- tea: 4 boxes\n' }), FINISH)],
  fails: /overview\.md/,
  mostRequests: 60,
});
