import { accept, answer } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'VV6',
  title: 'two verdicts that differ, then a clear one',
  at: 'verifier',
  verifier: [answer('{"passed": true, "issues": []}\nWait.\n{"passed": false, "issues": ["no"]}'), accept()],
  after: HELLO,
});
