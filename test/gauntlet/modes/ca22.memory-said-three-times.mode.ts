import { call, memory } from '#testing';
import { honest, succeeded } from '../honest.js';
import { bySubtask, FINISH, mode } from '../mode.js';

const FACT = { type: 'discovery', summary: 'The project uses pnpm.' };

export default mode({
  id: 'CA22',
  title: 'the same fact three times after every step',
  at: 'extractor',
  goal: 'Create a.txt with the line "hello" and b.txt with the line "world".',
  plan: [
    { id: 'one', description: 'Create a.txt with the line "hello".', acceptance_criteria: 'a.txt holds "hello".' },
    {
      id: 'two',
      description: 'Create b.txt with the line "world".',
      depends_on: ['one'],
      acceptance_criteria: 'b.txt holds "world".',
    },
  ],
  executor: [
    bySubtask({
      one: (request) => (succeeded(request) ? FINISH : call('write_file', { path: 'a.txt', content: 'hello\n' })),
      two: (request) => (succeeded(request) ? FINISH : call('write_file', { path: 'b.txt', content: 'world\n' })),
    }),
  ],
  verifier: [honest({ one: ['hello'], two: ['world'] })],
  extractor: [memory([FACT, FACT, FACT])],
  after: { 'a.txt': 'hello\n', 'b.txt': 'world\n' },
  check: ({ memory: entries }) => [
    [entries.filter(({ summary }) => summary.includes('pnpm')).length === 1, 'the fact is not stored once'],
  ],
});
