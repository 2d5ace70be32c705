import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BP46',
  title: 'a variable keeps its old name where a text is filled in with it',
  at: 'executor',
  goal: 'Rename the variable total to sum in calc.js.',
  before: { 'calc.js': 'let total = 0;\nfor (const n of [1, 2]) total += n;\nconsole.log(`total: ${total}`);\n' },
  executor: [
    attempt(
      call('edit_file', {
        path: 'calc.js',
        old_str: 'let total = 0;\nfor (const n of [1, 2]) total += n;',
        new_str: 'let sum = 0;\nfor (const n of [1, 2]) sum += n;',
      }),
      finish('The variable is called sum.'),
    ),
  ],
  fails: /calc\.js|total/,
});
