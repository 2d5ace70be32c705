import { json } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'VV11',
  title: 'neither true nor false',
  at: 'verifier',
  verifier: [json({ passed: 'partially', issues: [], confidence: 0.9 })],
  fails: /no verifier could say/i,
});
