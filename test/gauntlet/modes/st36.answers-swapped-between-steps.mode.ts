import { call, turnOf, textOf } from '#testing';
import { mode, FINISH, WRITE } from '../mode.js';

export default mode({
  id: 'ST36',
  title: 'the answers of two steps at once are swapped',
  at: 'transport',
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
      acceptance_criteria: 'b.txt holds bye.',
      expected_outputs: ['b.txt'],
    },
  ],
  executor: [
    (request, n) => {
      if (turnOf(request) > 0) return FINISH;
      const swapped = n < 4;
      const isA = /# Your subtask: a\b/.test(textOf(request));
      return isA === swapped ? call('write_file', { path: 'b.txt', content: 'bye\n' }) : WRITE;
    },
  ],
  after: { 'a.txt': 'hello\n', 'b.txt': 'bye\n' },
});
