import { accept, reject } from '#testing';
import { mode, WORK, HELLO } from '../mode.js';

export default mode({
  id: 'VV31',
  title: 'a verifier that accepts and rejects the same files by turns',
  at: 'verifier',
  executor: [WORK],
  verifier: [(_request, n) => (n % 2 === 0 ? reject('The file a.txt is missing a trailing comment.') : accept())],
  after: HELLO,
  fails: /trailing comment/,
});
