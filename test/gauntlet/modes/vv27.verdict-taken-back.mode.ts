import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'VV27',
  title: 'a good verdict, then second thoughts',
  at: 'verifier',
  goal: 'Create b.md with three sentences about pears.',
  executor: [attempt(call('write_file', { path: 'b.md', content: 'Pears are sweet.\n' }), FINISH)],
  verifier: [
    {
      text: '{"passed": true, "issues": [], "confidence": 0.9, "suggestion": ""}\n\nWait, b.md holds only one sentence. The verdict must be that it did not pass.',
    },
  ],
  fails: /sentence|verdict|verifier/,
});
