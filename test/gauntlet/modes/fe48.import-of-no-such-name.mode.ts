import { call, calls } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE48',
  title: 'a new module is imported under a name it does not export',
  at: 'executor',
  goal: 'Create sum.js that exports sum and main.js that prints sum(1, 2).',
  executor: [
    attempt(
      calls(
        call('write_file', { path: 'sum.js', content: 'export function add(a, b) {\n  return a + b;\n}\n' }),
        call('write_file', { path: 'main.js', content: "import { sum } from './sum.js';\nconsole.log(sum(1, 2));\n" }),
      ),
      FINISH,
    ),
  ],
  fails: /sum/,
});
