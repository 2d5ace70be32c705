import { call, finish, plan } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OX2',
  title: 'the new plan writes the file of a finished step again, without what that step had added',
  at: 'planner',
  own: { config: { execution: { max_plan_versions: 2 } } },
  goal: 'Add the line "figs: 3" and the line "plums: 5" to stock.txt.',
  before: { 'stock.txt': 'apples: 2\n' },
  planner: [
    plan([
      { id: 'figs', description: 'Add the line "figs: 3" to stock.txt' },
      { id: 'plums', description: 'Add the line "plums: 5" to stock.txt', depends_on: ['figs'] },
    ]),
    plan([{ id: 'stock', description: 'Write stock.txt anew with the line "plums: 5"' }]),
  ],
  executor: [
    bySubtask({
      figs: attempt(call('shell_execute', { command: 'echo "figs: 3" >> stock.txt' }), FINISH),
      plums: finish('I could not.', 'blocked', 'I could not.'),
      'stock-v2': attempt(
        call('read_file', { path: 'stock.txt' }),
        call('write_file', { path: 'stock.txt', content: 'apples: 2\nplums: 5\n' }),
        FINISH,
      ),
    }),
  ],
  halfway: [{ 'stock.txt': 'apples: 2\nfigs: 3\n' }],
  fails: /figs: 3/,
});
