import { call } from '#testing';
import { attempt, bySubtask, FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'SC7',
  title: 'the plan adds a document that nobody asked for',
  at: 'planner',
  plan: [
    { id: 'work', description: 'Create a.txt with the single line "hello".' },
    { id: 'report', description: 'Write SUMMARY.md that describes what was done.', depends_on: ['work'] },
  ],
  executor: [
    bySubtask({
      work: attempt(WRITE, FINISH),
      report: attempt(call('write_file', { path: 'SUMMARY.md', content: '# Done\n\nWrote a.txt.\n' }), FINISH),
    }),
  ],
  after: HELLO,
  fails: /SUMMARY\.md/,
  mostRequests: 60,
});
