import { reject } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'VV5',
  title: 'finds a matter of taste in good work, each time',
  at: 'verifier',
  executor: [WORK],
  verifier: [reject('could add docstrings')],
  after: HELLO,
  mostRequests: 14,
  check: ({ prompt }) => [
    [
      /Name the criterion that is not met/.test(prompt('verifier', 1)),
      'the verifier is not asked which criterion it means',
    ],
  ],
});
