import { reject } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'VV5',
  title: 'finds a matter of taste in good work, each time',
  at: 'verifier',
  executor: [WORK],
  verifier: [reject('could add docstrings')],
  after: HELLO,
  fails: /docstrings/,
  mostRequests: 60,
});
