import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'DA6',
  title: 'the keys of the verdict begin with capitals, and its confidence is a share of a hundred',
  at: 'verifier',
  verifier: [{ text: '{"Passed": "True", "Issues": "None", "Confidence": 95, "Suggestion": null}' }],
  after: HELLO,
  fails: /verdict|verif/i,
});
