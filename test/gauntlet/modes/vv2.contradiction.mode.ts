import { json } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'VV2',
  title: 'passed, with an issue',
  at: 'verifier',
  verifier: [json({ passed: true, issues: ['b.txt is missing'], confidence: 0.2 })],
  fails: /no verifier could say[\s\S]*b\.txt is missing/i,
});
