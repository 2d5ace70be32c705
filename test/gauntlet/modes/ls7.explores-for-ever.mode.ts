import { call } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'LS7',
  title: 'looks around for ever',
  at: 'executor',
  before: Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`f${n}.txt`, `${n}\n`])),
  executor: [(_, n) => call('read_file', { path: `f${n % 40}.txt` })],
  fails: /no file was changed in 12 turns/,
  mostRequests: 90,
  check: ({ prompt }) => [[/Only 3 turns are left/.test(prompt('executor', 9)), 'no deadline is told']],
});
