import { accept, json } from '#testing';
import { judging, PAINTED, painting } from '../colours.js';
import { mode } from '../mode.js';

export default mode({
  id: 'VV32',
  title: 'passes, and suggests what must be done before it can pass',
  at: 'verifier',
  ...painting,
  verifier: judging(
    accept(),
    json({
      passed: true,
      issues: [],
      confidence: 0.9,
      suggestion: 'Yellow and blue are missing; they must be added before this can be accepted.',
    }),
  ),
  fails: /no verifier could say|missing/i,
  halfway: [PAINTED],
});
