import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'DA8',
  title: 'the verifier fails the work, looks again, and passes it in the same answer',
  at: 'verifier',
  verifier: [
    {
      text: '{"passed": false, "issues": ["a.txt is not shown"], "confidence": 0.6, "suggestion": "Create it."}\n\nWait, the diff does show a.txt with the line hello. My final verdict:\n\n{"passed": true, "issues": [], "confidence": 0.95, "suggestion": ""}',
    },
  ],
  after: HELLO,
  fails: /verdicts that differ/,
});
