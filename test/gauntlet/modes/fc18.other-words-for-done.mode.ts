import { call } from '#testing';
import { HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'FC18',
  title: 'other words for the status of the end',
  at: 'executor',
  executor: [WRITE, call('finish', { summary: 'Wrote a.txt.', status: 'SUCCESS' })],
  after: HELLO,
  mostRequests: 6,
});
