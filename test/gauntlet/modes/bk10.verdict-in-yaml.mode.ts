import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'BK10',
  title: 'the verdict is YAML',
  at: 'verifier',
  verifier: [{ text: 'passed: true\nissues: []\nconfidence: 0.95\nsuggestion: ""\n' }],
  after: HELLO,
});
