import { json } from '#testing';
import { judging, PAINTED, painting } from '../colours.js';
import { mode } from '../mode.js';

export default mode({
  id: 'VV37',
  title: 'answers with a bare list of checks, the first of them met',
  at: 'verifier',
  ...painting,
  verifier: judging(
    json([
      { check: 'a list', met: true },
      { check: 'the colours', met: true },
    ]),
    json([
      { check: 'a list', met: true },
      { check: 'the colours', met: false, observed: 'red, green' },
    ]),
  ),
  after: PAINTED,
});
