import { accept } from '#testing';
import { judging, PAINTED, painting } from '../colours.js';
import { mode } from '../mode.js';

export default mode({
  id: 'VV38',
  title: 'the verdict stops where its issues begin',
  at: 'verifier',
  ...painting,
  verifier: judging(accept(), { text: '{"passed": true, "issues": [' }),
  fails: /no verifier could say/i,
  halfway: [PAINTED],
});
