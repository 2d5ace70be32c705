import { accept, reject } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'VV63',
  title: 'the whole goal, each step of which has passed, is rejected by a slip of the judge',
  at: 'verifier',
  executor: [WORK],
  verifier: [accept(), reject('The file does not hold the line.'), accept()],
  after: HELLO,
  check: ({ of }) => [[of('verifier').length === 4, 'one against two decided, or more were asked']],
});
