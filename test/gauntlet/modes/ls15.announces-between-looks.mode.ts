import { answer, call } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'LS15',
  title: 'announces and looks by turns',
  at: 'executor',
  executor: [
    (_, n) => (n % 2 === 0 ? answer(`Now I will create a.txt (${n}).`) : call('glob_find', { pattern: `*${n}*` })),
  ],
  fails: /a\.txt|announced|no file was changed/,
  mostRequests: 40,
});
