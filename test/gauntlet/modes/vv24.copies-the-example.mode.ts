import { json } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'VV24',
  title: 'copies the example of the prompt as its verdict, once',
  at: 'verifier',
  executor: [WORK],
  verifier: [
    json({ passed: false, issues: ['criterion ... is not met: ...'], confidence: 0.9, suggestion: 'what to do next' }),
    json({ passed: true, issues: [], confidence: 0.9, suggestion: '' }),
  ],
  after: HELLO,
  mostRequests: 8,
});
