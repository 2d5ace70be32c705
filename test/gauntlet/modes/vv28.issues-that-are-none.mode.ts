import { json } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'VV28',
  title: 'issues that say there is none',
  at: 'verifier',
  verifier: [
    json({
      passed: true,
      issues: ['None', 'No issues found.', 'N/A', 'All acceptance criteria are met.'],
      confidence: 0.95,
      suggestion: 'No changes needed.',
    }),
  ],
  after: HELLO,
});
