import { reject } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'CB24',
  title: 'the verifier takes the sign of the diff for a part of the file',
  at: 'verifier',
  verifier: [reject('a.txt contains "+hello" instead of "hello".', 'Remove the "+" at the beginning of the line.')],
  after: HELLO,
  fails: /\+hello/,
});
