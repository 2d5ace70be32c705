import { json } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'VV15',
  title: 'passed, with a matter of taste as an issue, each time',
  at: 'verifier',
  executor: [WORK],
  verifier: [
    json({ passed: true, issues: ['Consider adding a trailing comment (optional).'], confidence: 0.9, suggestion: '' }),
  ],
  after: HELLO,
  mostRequests: 14,
});
