import { json } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'VV22',
  title: 'rejects for a file that it says is missing and that is there',
  at: 'verifier',
  executor: [WORK],
  verifier: [
    json({ passed: false, issues: ['The file a.txt is missing.'], confidence: 0.9, suggestion: 'Create a.txt.' }),
  ],
  after: HELLO,
  fails: /a\.txt/,
  mostRequests: 40,
});
