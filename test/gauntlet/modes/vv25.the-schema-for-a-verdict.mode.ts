import { json } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'VV25',
  title: 'gives the schema back instead of a verdict, once',
  at: 'verifier',
  executor: [WORK],
  verifier: [
    json({
      type: 'object',
      properties: { passed: { type: 'boolean' }, issues: { type: 'array' } },
      required: ['passed'],
    }),
    json({ passed: true, issues: [], confidence: 0.9, suggestion: '' }),
  ],
  after: HELLO,
  mostRequests: 8,
});
