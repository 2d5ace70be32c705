import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'CG16',
  title: 'rejects, and says that all is good',
  at: 'verifier',
  verifier: [{ text: '{"passed": false, "issues": [], "confidence": 0.95, "suggestion": "All good, approved!"}' }],
  after: HELLO,
  fails: /"passed" is false, but it says: All good, approved!/,
});
