import { answer } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'RT1',
  title: 'reasoning without its opening tag',
  at: 'verifier',
  verifier: [
    answer(
      'I\'ll check... {"passed": false, "issues": ["draft"]}\n</think>\n\n{"passed": true, "issues": [], "confidence": 0.9}',
    ),
  ],
  after: HELLO,
});
