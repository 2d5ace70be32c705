import { reject } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'VV34',
  title: 'the verifier always misses a file that nobody asked for',
  at: 'verifier',
  executor: [WORK],
  verifier: [reject('b.txt is missing from the workspace.', 'Create b.txt.')],
  after: HELLO,
});
