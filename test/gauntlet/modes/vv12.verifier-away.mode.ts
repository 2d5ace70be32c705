import { mode, refusal } from '../mode.js';

export default mode({
  id: 'VV12',
  title: 'the verifier cannot be asked at all',
  at: 'verifier',
  verifier: [refusal(400, { error: 'this request is not allowed' })],
  fails: /this request is not allowed/,
});
