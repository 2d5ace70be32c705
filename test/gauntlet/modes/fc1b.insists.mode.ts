import { answer } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'FC1B',
  title: 'insists that a file was written, and the verifier believes it',
  at: 'executor',
  executor: [answer('Done. I created a.txt with the line "hello". All tests pass.')],
  fails: /no file was changed/,
});
