import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'RT22',
  title: 'thinking, then a reflection that drafts the contrary, then the verdict',
  at: 'verifier',
  verifier: [
    {
      text: '<thinking>\nI look.\n</thinking>\n<reflection>\nIs it {"passed": false, "issues": ["no newline"]}? No.\n</reflection>\n<output>\n{"passed": true, "issues": [], "confidence": 0.9}\n</output>',
    },
  ],
  after: HELLO,
});
