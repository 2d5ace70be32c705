import { answer, call } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'LS16',
  title: 'asks nobody again and again, between looks',
  at: 'executor',
  executor: [
    (_, n) => (n % 2 === 0 ? answer(`Should I go on with version ${n}?`) : call('glob_find', { pattern: `*${n}*` })),
  ],
  fails: /a\.txt|asked|no file was changed/,
  mostRequests: 40,
});
