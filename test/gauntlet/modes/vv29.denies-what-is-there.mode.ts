import { json } from '#testing';
import { mode, WORK } from '../mode.js';

export default mode({
  id: 'VV29',
  title: 'the verifier keeps saying that a file that is there is missing',
  at: 'verifier',
  verifier: [
    json({
      passed: false,
      issues: ['The file a.txt does not exist in the workspace.'],
      confidence: 0.95,
      suggestion: 'Create a.txt.',
    }),
  ],
  executor: [WORK],
  fails: /denies files that are there: a\.txt/,
});
