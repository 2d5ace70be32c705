import { accept, reject } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'VV10',
  title: 'fails and passes the same work by turns',
  at: 'verifier',
  executor: [WORK],
  verifier: [reject('the line is missing'), accept(), accept()],
  // The same files are judged once: a second verdict would be luck.
  after: HELLO,
  fails: /the line is missing/,
  check: ({ of }) => [[of('verifier').length === 1, 'the same files were judged more than once']],
});
