import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'FC71',
  title: 'one of three planned files is made under another name, and the verifier passes it',
  at: 'executor',
  goal: 'Read the three diaries and write a short version of each.',
  before: { 'anna.txt': 'Anna: rain.\n', 'ben.txt': 'Ben: sun.\n', 'cleo.txt': 'Cleo: snow.\n' },
  plan: [
    { id: 'read', description: 'Read the diaries.', expected_outputs: ['notes.txt'] },
    {
      id: 'write',
      description: 'Write the short versions.',
      expected_outputs: ['anna_summary.md', 'ben_summary.md', 'cleo_summary.md'],
      depends_on: ['read'],
    },
  ],
  executor: [
    bySubtask({
      read: attempt(
        call('read_file', { path: 'anna.txt' }),
        call('read_file', { path: 'ben.txt' }),
        call('read_file', { path: 'cleo.txt' }),
        finish('Anna has rain, Ben has sun, Cleo has snow.'),
      ),
      write: attempt(
        call('write_file', { path: 'anna-short.md', content: 'Rain.\n' }),
        finish('All three short versions are written.'),
      ),
    }),
  ],
  halfway: [{ 'anna-short.md': 'Rain.\n' }],
  fails: /_summary\.md/,
  mostRequests: 60,
});
