import { mode } from '../mode.js';

export default mode({
  id: 'CG13',
  title: 'announces what it will do until it is cut off',
  at: 'executor',
  goal: 'calc.js needs a mul(a, b) too, exported like the others',
  before: { 'calc.js': 'exports.add = (a, b) => a + b;\n' },
  executor: [{ text: 'I will now write the function. And then I will look at it. ', finish: 'length' }],
  fails: /none of its answers came to an end/,
  mostRequests: 400,
});
