import { accept } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'VV17',
  title: 'a verdict in the thoughts only, then a real one',
  at: 'verifier',
  verifier: [{ thinking: 'So: {"passed": true, "issues": []}', text: '' }, accept()],
  after: HELLO,
  mostRequests: 12,
});
