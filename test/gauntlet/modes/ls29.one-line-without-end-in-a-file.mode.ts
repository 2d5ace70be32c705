import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'LS29',
  title: 'a file that says one line over and over',
  at: 'executor',
  goal: 'Write plan.md with five steps for moving the database.',
  executor: [
    attempt(
      call('write_file', {
        path: 'plan.md',
        content: `# Moving\n\n1. Stop the writers\n${'2. Take a backup of the database\n'.repeat(400)}`,
      }),
      FINISH,
    ),
  ],
  fails: /plan\.md/,
  mostRequests: 80,
});
