import { call, calls, turnOf, textOf } from '#testing';
import { mode, FINISH, WRITE } from '../mode.js';

export default mode({
  id: 'WC129',
  title: 'the second step deletes what the first has made',
  at: 'executor',
  goal: 'Create a.txt with the single line "hello" and b.txt with the single line "bye".',
  plan: [
    {
      id: 'a',
      description: 'Create a.txt with the single line "hello".',
      acceptance_criteria: 'a.txt holds hello.',
      expected_outputs: ['a.txt'],
    },
    {
      id: 'b',
      description: 'Create b.txt with the single line "bye".',
      depends_on: ['a'],
      acceptance_criteria: 'b.txt holds bye.',
      expected_outputs: ['b.txt'],
    },
  ],
  executor: [
    (request, n) =>
      turnOf(request) > 0
        ? FINISH
        : /# Your subtask: a\b/.test(textOf(request))
          ? WRITE
          : n < 4
            ? calls(call('delete_file', { path: 'a.txt' }), call('write_file', { path: 'b.txt', content: 'bye\n' }))
            : call('write_file', { path: 'b.txt', content: 'bye\n' }),
  ],
  after: { 'a.txt': 'hello\n', 'b.txt': 'bye\n' },
  fails: /a\.txt/,
});
