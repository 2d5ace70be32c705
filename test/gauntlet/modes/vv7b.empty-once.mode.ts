import { accept, answer } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'VV7B',
  title: 'nothing, then a verdict',
  at: 'verifier',
  verifier: [answer(''), accept()],
  after: HELLO,
});
