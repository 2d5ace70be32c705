import { mode } from '../mode.js';
import { weakModel } from '../weak.js';

const GOAL = 'Rename total() to sum() in cart.js and in shop.js, and note it in CHANGES.md.';
const CART = 'export const sum = (items) => items.reduce((all, { price }) => all + price, 0);\n';
const SHOP = "import { sum } from './cart.js';\n\nconsole.log(sum([{ price: 2 }]));\n";
const CHANGES = '# Changes\n\n- total() is called sum() now.\n';

export default mode({
  id: 'WK1',
  title: 'a third of all answers of every role is bad, each in another way',
  at: 'executor',
  goal: GOAL,
  before: {
    'cart.js': CART.replaceAll('sum', 'total'),
    'shop.js': SHOP.replaceAll('sum', 'total'),
    'CHANGES.md': '# Changes\n',
  },
  ...weakModel({ seed: 1, share: 0.35 }, GOAL, [
    { name: 'write_file', args: { path: 'cart.js', content: CART } },
    { name: 'write_file', args: { path: 'shop.js', content: SHOP } },
    { name: 'write_file', args: { path: 'CHANGES.md', content: CHANGES } },
  ]),
  after: { 'cart.js': CART, 'shop.js': SHOP, 'CHANGES.md': CHANGES },
  own: { config: { execution: { max_subtask_retries: 3, max_plan_versions: 5, max_tool_iterations: 20 } } },
  mostRequests: 200,
});
