import { json } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'VV40',
  title: 'the verifier rejects for something that no word of the goal speaks of',
  at: 'verifier',
  executor: [WORK],
  verifier: [json({ passed: false, issues: ['The Flask server does not answer on port 5000'], confidence: 0.9 })],
  after: HELLO,
});
