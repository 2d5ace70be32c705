import { accept, reject } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'VV10',
  title: 'fails and passes the same work by turns',
  at: 'verifier',
  executor: [WORK],
  verifier: [reject('the line is missing'), accept(), accept()],
  after: HELLO,
});
