import { HELLO, mode, oa, oaEnd, wire } from '../mode.js';

export default mode({
  id: 'RT13',
  title: 'thoughts as a part of the content',
  at: 'verifier',
  protocols: ['openai'],
  verifier: [
    wire({
      openai:
        oa({
          content: [
            { type: 'thinking', thinking: [{ type: 'text', text: '{"passed": false, "issues": ["no"]}' }] },
            { type: 'reasoning', text: '{"passed": false, "issues": ["no"]}' },
          ],
        }) +
        oa({
          content: [{ type: 'text', text: '{"passed": true, "issues": [], "confidence": 0.9, "suggestion": ""}' }],
        }) +
        oaEnd(),
    }),
  ],
  after: HELLO,
  mostRequests: 7,
});
