import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'CX14',
  title: 'only the part of the prompt that was not cached is counted',
  at: 'transport',
  own: {},
  executor: [
    { ...WRITE, usage: { promptTokens: 2000, completionTokens: 30 } },
    { ...FINISH, usage: { promptTokens: 4, completionTokens: 30 } },
  ],
  verifier: [
    {
      text: '{"passed": true, "issues": [], "confidence": 0.95, "suggestion": ""}',
      usage: { promptTokens: 11, completionTokens: 30 },
    },
  ],
  after: HELLO,
});
