import { answer, call } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'LS18',
  title: 'nothing and a look by turns',
  at: 'executor',
  executor: [(_, n) => (n % 2 === 0 ? answer('') : call('glob_find', { pattern: `*${n}*` }))],
  fails: /empty|no file was changed/,
  mostRequests: 40,
});
