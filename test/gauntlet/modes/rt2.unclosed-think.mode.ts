import { answer } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'RT2',
  title: 'reasoning that is never closed holds a verdict',
  at: 'verifier',
  verifier: [answer('<think>Let me see {"passed": true, "issues": [], "confidence": 1}')],
  fails: /no verifier could say/i,
});
