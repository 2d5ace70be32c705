import { answer } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'RT11',
  title: 'thoughts in brackets instead of tags',
  at: 'verifier',
  verifier: [
    answer(
      '[THINK]Perhaps {"passed": false, "issues": ["no"]}[/THINK]{"passed": true, "issues": [], "confidence": 0.9, "suggestion": ""}',
    ),
  ],
  after: HELLO,
  mostRequests: 7,
});
