import { json } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'VV13',
  title: 'the verdict stands within a wrapper',
  at: 'verifier',
  verifier: [json({ verdict: { passed: true, issues: [], confidence: 0.9, suggestion: '' } })],
  after: HELLO,
  mostRequests: 7,
});
