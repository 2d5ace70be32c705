import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'RT15',
  title: 'thoughts in a field of their own and in the text too',
  at: 'transport',
  verifier: [
    {
      thinking: 'It could be {"passed": false}.',
      text: '<think>It could be {"passed": false}.</think>{"passed": true, "issues": [], "confidence": 0.9, "suggestion": ""}',
    },
  ],
  after: HELLO,
  mostRequests: 6,
});
