import { accept, call, calls, finish, reject, textOf } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

const ALL = calls(
  call('write_file', { path: 'a.txt', content: 'tea\n' }),
  call('write_file', { path: 'b.txt', content: 'milk\n' }),
  call('write_file', { path: 'c.txt', content: 'bread\n' }),
);
export default mode({
  id: 'MP21',
  title: 'the first of three steps does all of them, and the verifier misses changes in the others',
  at: 'executor',
  goal: 'Create a.txt with the line "tea", b.txt with the line "milk" and c.txt with the line "bread".',
  plan: [
    { id: 'tea', description: 'Create a.txt with the line "tea"' },
    { id: 'milk', description: 'Create b.txt with the line "milk"', depends_on: ['tea'] },
    { id: 'bread', description: 'Create c.txt with the line "bread"', depends_on: ['milk'] },
  ],
  executor: [
    bySubtask({
      tea: attempt(ALL, finish('All three files are written.')),
      milk: attempt(call('read_file', { path: 'b.txt' }), finish('b.txt already holds the line milk.')),
      bread: attempt(call('read_file', { path: 'c.txt' }), finish('c.txt already holds the line bread.')),
    }),
  ],
  verifier: [
    (request) =>
      /\n\+?(tea|milk|bread)\n/.test(textOf(request)) ? accept() : reject('No changes were made to the files.'),
  ],
  after: { 'a.txt': 'tea\n', 'b.txt': 'milk\n', 'c.txt': 'bread\n' },
});
