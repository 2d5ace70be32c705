import { call, finish } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'MX5',
  title: 'a write cut at its limit, then the claim that it is done',
  at: 'executor',
  executor: [
    { ...call('write_file', { path: 'a.txt', content: 'hel' }), finish: 'length' },
    finish('a.txt is written.'),
  ],
  fails: /a\.txt/,
  mostRequests: 60,
});
