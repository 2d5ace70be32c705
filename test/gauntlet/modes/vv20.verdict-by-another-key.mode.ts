import { json } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'VV20',
  title: 'the verdict stands under another key, always',
  at: 'verifier',
  executor: [WORK],
  verifier: [json({ verdict: 'PASS', reason: 'All criteria are met.', issues: [] })],
  after: HELLO,
  fails: /verdict/,
});
