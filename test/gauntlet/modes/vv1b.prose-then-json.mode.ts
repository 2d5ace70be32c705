import { accept, answer } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'VV1B',
  title: 'a verdict in prose, then as JSON in a fence',
  at: 'verifier',
  verifier: [
    answer('**Verdict:** passed.'),
    answer('```json\n{"passed": "yes", "issues": "none", "confidence": "95%"}\n```'),
    accept(),
  ],
  after: HELLO,
});
