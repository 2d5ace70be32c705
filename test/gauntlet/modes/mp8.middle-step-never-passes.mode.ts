import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'MP8',
  title: 'the middle one of three steps never does its part',
  at: 'executor',
  goal: 'Create a.txt with "one", b.txt with "two" and c.txt with "three".',
  plan: [
    { id: 'first', description: 'Create a.txt with "one".' },
    { id: 'middle', description: 'Create b.txt with "two".', depends_on: ['first'] },
    { id: 'last', description: 'Create c.txt with "three".', depends_on: ['middle'] },
  ],
  executor: [
    bySubtask({
      first: attempt(call('write_file', { path: 'a.txt', content: 'one\n' }), FINISH),
      middle: attempt(call('list_directory', {}), FINISH),
      last: attempt(call('write_file', { path: 'c.txt', content: 'three\n' }), FINISH),
    }),
  ],
  after: { 'a.txt': 'one\n', 'b.txt': 'two\n', 'c.txt': 'three\n' },
  fails: /middle.*b\.txt/,
  mostRequests: 80,
});
