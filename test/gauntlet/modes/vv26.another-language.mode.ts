import { json } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'VV26',
  title: 'a verdict whose words are in another language',
  at: 'verifier',
  executor: [WORK],
  verifier: [
    json({ passed: true, issues: ['无'], confidence: '高', suggestion: '无' }),
    json({ passed: true, issues: [], confidence: 0.9, suggestion: '' }),
  ],
  after: HELLO,
});
