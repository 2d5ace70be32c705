import { call, json } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BU9',
  title: 'a verdict passes and says that nothing could be verified',
  at: 'verifier',
  goal: 'Make the greeting in intro.txt friendlier.',
  before: { 'intro.txt': 'Hello.\n' },
  executor: [
    attempt(
      call('read_file', { path: 'intro.txt' }),
      call('write_file', { path: 'intro.txt', content: 'Welcome, good to see you here!\n' }),
      FINISH,
    ),
  ],
  verifier: [
    json({
      passed: true,
      issues: [],
      confidence: 0.9,
      suggestion: 'I could not verify the result because the diff was not shown to me.',
    }),
  ],
  fails: /verif/i,
});
