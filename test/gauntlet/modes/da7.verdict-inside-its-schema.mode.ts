import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'DA7',
  title: 'the verifier copies the schema and puts its values in it',
  at: 'verifier',
  verifier: [
    {
      text: '{"type": "object", "properties": {"passed": true, "issues": [], "confidence": 0.9, "suggestion": ""}, "required": ["passed", "issues", "confidence", "suggestion"]}',
    },
  ],
  after: HELLO,
  fails: /verdict|verif/i,
});
