import { json } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'VV21',
  title: 'the verdict within a list',
  at: 'verifier',
  executor: [WORK],
  verifier: [json([{ passed: true, issues: [], confidence: 0.9, suggestion: '' }])],
  after: HELLO,
  fails: /verdict/,
});
