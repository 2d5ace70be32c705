import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'VV61',
  title: 'the verdict is in a box of TeX: first a word, then JSON with escaped braces',
  at: 'verifier',
  verifier: [
    { text: 'The file holds the line.\n\n**Final Answer**\n\n\\boxed{\\text{Yes, it passes}}' },
    {
      text: 'All criteria are met.\n\n$$\\boxed{\\{"passed": true, "issues": [], "confidence": 0.95, "suggestion": ""\\}}$$',
    },
    { text: '\\boxed{{"passed": true, "issues": [], "confidence": 0.95, "suggestion": ""}}' },
  ],
  after: HELLO,
});
