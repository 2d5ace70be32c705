import { json } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'VV23',
  title: 'rejects for a TODO that is nowhere',
  at: 'verifier',
  executor: [WORK],
  verifier: [
    json({ passed: false, issues: ['a.txt still contains a "TODO" placeholder.'], confidence: 0.9, suggestion: '' }),
  ],
  after: HELLO,
  fails: /TODO/,
  mostRequests: 40,
});
