import { json } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'EX10',
  title: 'entries with thousands of tags and huge texts',
  at: 'extractor',
  extractor: [
    json([
      {
        type: 'discovery',
        summary: 'x'.repeat(5000),
        detail: 'y'.repeat(50_000),
        tags: Array.from({ length: 3000 }, (_, n) => `tag${n}`),
      },
    ]),
  ],
  after: HELLO,
  check: ({ memory }) => [[memory.every(({ summary }) => summary.length <= 150), 'a summary is too long']],
});
