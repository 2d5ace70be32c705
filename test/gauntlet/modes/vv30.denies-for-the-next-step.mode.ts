import { accept, call, reject } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'VV30',
  title: "denies the first step for the second one's file",
  at: 'verifier',
  goal: 'Create a.txt with "a", then b.txt with "b".',
  plan: [
    { id: 'first', description: 'Create a.txt with "a".', acceptance_criteria: 'a.txt holds "a".' },
    {
      id: 'second',
      description: 'Create b.txt with "b".',
      acceptance_criteria: 'b.txt holds "b".',
      depends_on: ['first'],
    },
  ],
  executor: [
    bySubtask({
      first: attempt(call('write_file', { path: 'a.txt', content: 'a\n' }), FINISH),
      second: attempt(call('write_file', { path: 'b.txt', content: 'b\n' }), FINISH),
    }),
  ],
  verifier: [
    (request) =>
      /b\.txt holds/.test(
        request.messages
          .map((m) => m.content)
          .join('\n')
          .split('criteria')
          .slice(1)
          .join(''),
      )
        ? accept()
        : reject('b.txt does not exist yet.'),
  ],
  after: { 'a.txt': 'a\n', 'b.txt': 'b\n' },
  fails: /b\.txt|verif/,
});
