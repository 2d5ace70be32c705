import { json } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'VV3',
  title: 'a verdict with words for numbers and text for lists',
  at: 'verifier',
  verifier: [json({ Passed: 'PASS', issues: 'None', confidence: 'high', suggestion: null })],
  after: HELLO,
});
