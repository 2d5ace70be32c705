import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'VV39',
  title: 'passes, and lists what is met under issues',
  at: 'verifier',
  verifier: [
    {
      text: JSON.stringify({
        passed: true,
        issues: ['a.txt exists', 'a.txt contains the single line hello'],
        confidence: 1,
      }),
    },
  ],
  after: HELLO,
});
