import { call, reject, textOf } from '#testing';
import { honest } from '../honest.js';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const shown = honest({ a: ['+one'], b: ['+two'] });

export default mode({
  id: 'BU10',
  title: 'the verifier misses what the next step will make',
  at: 'verifier',
  goal: 'Create a.txt with the line "one" and b.txt with the line "two".',
  plan: [
    { id: 'a', description: 'Create a.txt with the line "one"', acceptance_criteria: 'a.txt holds the line "one"' },
    {
      id: 'b',
      description: 'Create b.txt with the line "two"',
      acceptance_criteria: 'b.txt holds the line "two"',
      depends_on: ['a'],
    },
  ],
  executor: [
    bySubtask({
      a: attempt(call('write_file', { path: 'a.txt', content: 'one\n' }), FINISH),
      b: attempt(call('write_file', { path: 'b.txt', content: 'two\n' }), FINISH),
    }),
  ],
  verifier: [
    (request, n) =>
      textOf(request).includes('# The subtask: a')
        ? reject('b.txt has not been created.')
        : typeof shown === 'function'
          ? shown(request, n)
          : shown,
  ],
  after: { 'a.txt': 'one\n', 'b.txt': 'two\n' },
  fails: /b\.txt/,
});
