import { WORK, mode } from '../mode.js';

export default mode({
  id: 'BK11',
  title: 'rejects since the file holds what it should hold',
  at: 'verifier',
  verifier: [
    {
      text: '{"passed": false, "issues": ["a.txt contains \'hello\' but expected \'hello\'"], "confidence": 0.9, "suggestion": "Write hello into a.txt"}',
    },
  ],
  executor: [WORK],
  fails: /finds what it expects/,
  mostRequests: 80,
});
