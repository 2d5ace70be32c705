import { answer } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'EX2',
  title: 'a numbered list in prose',
  at: 'extractor',
  extractor: [answer('Here are the facts:\n1. **what**: the project uses pnpm')],
  after: HELLO,
  check: ({ memory, events }) => [
    [memory.some(({ summary }) => /pnpm/.test(summary)), 'nothing was stored'],
    [events.some(({ type }) => type === 'memory_incomplete'), 'the log does not tell how it was read'],
  ],
});
