import { json } from '#testing';
import { judging, PAINTED, painting } from '../colours.js';
import { mode } from '../mode.js';

export default mode({
  id: 'VV36',
  title: 'judges each criterion and says nothing of the whole',
  at: 'verifier',
  ...painting,
  verifier: judging(
    json({
      criteria: [
        { criterion: 'a list', passed: true },
        { criterion: 'the colours', passed: true },
      ],
    }),
    json({
      criteria: [
        { criterion: 'a list', passed: true },
        { criterion: 'the colours', passed: false, reason: 'yellow and blue are missing' },
      ],
    }),
  ),
  after: PAINTED,
});
