import { call } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'LS23',
  title: 'finishes as blocked without a reason, in every attempt',
  at: 'executor',
  executor: [call('finish', { summary: '', status: 'blocked' })],
  fails: /blocked/,
  mostRequests: 40,
});
