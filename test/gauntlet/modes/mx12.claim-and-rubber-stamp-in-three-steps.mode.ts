import { call, finish } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'MX12',
  title: 'three steps, the second only claims, and the verifier passes everything',
  at: 'executor',
  goal: 'Create a.txt with the line "one", b.txt with the line "two" and c.txt with the line "three".',
  plan: [
    { id: 'first', description: 'Create a.txt with the line "one".' },
    { id: 'second', description: 'Make the second file as the goal says.', depends_on: ['first'] },
    { id: 'third', description: 'Create c.txt with the line "three".', depends_on: ['second'] },
  ],
  executor: [
    bySubtask({
      first: attempt(call('write_file', { path: 'a.txt', content: 'one\n' }), FINISH),
      second: attempt(call('list_directory', {}), finish('The second file is there.')),
      third: attempt(call('write_file', { path: 'c.txt', content: 'three\n' }), FINISH),
    }),
  ],
  after: { 'a.txt': 'one\n', 'b.txt': 'two\n', 'c.txt': 'three\n' },
  fails: /b\.txt/,
  mostRequests: 80,
});
