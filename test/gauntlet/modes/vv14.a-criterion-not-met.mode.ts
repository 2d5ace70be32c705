import { json } from '#testing';
import { mode, WORK } from '../mode.js';

export default mode({
  id: 'VV14',
  title: 'passed, with a criterion that is not met',
  at: 'verifier',
  executor: [WORK],
  verifier: [
    json({
      passed: true,
      issues: [],
      confidence: 0.9,
      suggestion: '',
      criteria: [
        { criterion: 'a.txt is there', met: true },
        { criterion: 'it holds hello', met: false },
      ],
    }),
  ],
  fails: /no verifier could say|criterion|contradict/i,
  mostRequests: 60,
});
