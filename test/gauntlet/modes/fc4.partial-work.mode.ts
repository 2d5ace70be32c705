import { call, finish } from '#testing';
import { mode } from '../mode.js';

const goal = 'Create one.txt, two.txt, three.txt, four.txt and five.txt.';

export default mode({
  id: 'FC4',
  title: 'two of five files, "all done"',
  at: 'executor',
  goal,
  plan: [{ id: 'work', description: goal }],
  executor: [
    call('write_file', { path: 'one.txt', content: '1\n' }),
    call('write_file', { path: 'two.txt', content: '2\n' }),
    finish('All done.'),
  ],
  fails: /three\.txt/,
});
