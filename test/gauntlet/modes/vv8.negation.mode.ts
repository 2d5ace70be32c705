import { answer } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'VV8',
  title: 'prose that holds "passed: true" in a negation',
  at: 'verifier',
  verifier: [answer('I cannot say the subtask passed: not all criteria were met. passed: true would be wrong.')],
  fails: /no verifier could say/i,
});
