import { reject } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'BW10',
  title: 'the verifier quotes a typing error that is not there, again and again',
  at: 'verifier',
  executor: [WORK],
  verifier: [reject('a.txt contains "helo" instead of "hello".', 'Correct the spelling.')],
  after: HELLO,
});
