import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const NOTES = 'tea: 4 boxes\nrice: 2 bags\n';
const LIST = '# Stock\n\n- tea: 4 boxes\n- rice: 2 bags\n';

export default mode({
  id: 'PL49',
  title: 'the plan guesses the name of a file that the worker calls otherwise',
  at: 'planner',
  goal: 'Turn stock.txt into a nice markdown list.',
  before: { 'stock.txt': NOTES },
  plan: [{ id: 'work', description: 'Write the list.', expected_outputs: ['stock_overview.md'] }],
  executor: [attempt(call('write_file', { path: 'list.md', content: LIST }), FINISH)],
  after: { 'list.md': LIST },
  mostRequests: 8,
  check: ({ prompt, ledger }) => [
    [/stock_overview\.md was not made.{0,200}list\.md/.test(prompt('verifier', 0)), 'the judge is not told of both'],
    [/list\.md stands for the planned stock_overview\.md/.test(ledger), 'nobody can see what stands for the output'],
  ],
});
