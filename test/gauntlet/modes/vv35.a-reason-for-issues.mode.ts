import { json } from '#testing';
import { judging, PAINTED, painting } from '../colours.js';
import { mode } from '../mode.js';

export default mode({
  id: 'VV35',
  title: 'gives its verdict in a word, and its issues as the reason',
  at: 'verifier',
  ...painting,
  verifier: judging(
    json({ verdict: 'PASS', score: 9, reason: 'All three are there.' }),
    json({ verdict: 'FAIL', score: 3, reason: 'yellow and blue are missing' }),
  ),
  after: PAINTED,
});
