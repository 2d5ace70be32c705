import { answer } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'VV1',
  title: 'a verdict in prose, always',
  at: 'verifier',
  verifier: [answer('**Verdict:** the subtask passed all criteria.')],
  fails: /no verifier could say/i,
});
