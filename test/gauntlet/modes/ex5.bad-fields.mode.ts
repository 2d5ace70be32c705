import { json } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'EX5',
  title: 'unknown types, null and missing fields',
  at: 'extractor',
  extractor: [
    json([
      { type: 'insight', summary: null, tags: ['a'] },
      { type: 'insight', summary: 'The tests need Redis.', tags: 'redis, tests' },
      { summary: 42 },
      'text alone',
    ]),
  ],
  after: HELLO,
  check: ({ memory }) => [
    [memory.some(({ summary }) => /Redis/.test(summary)), 'the valid entry was lost'],
    [!memory.some(({ summary }) => /null|undefined/.test(summary)), 'nothing was stored as something'],
  ],
});
