import { memory } from '#testing';
import { honest } from '../honest.js';
import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'BQ32',
  title: 'hands back the form of an entry with its placeholders',
  at: 'extractor',
  executor: [WORK],
  verifier: [honest({ work: ['+hello'] })],
  extractor: [
    memory([
      { type: 'decision|error|discovery', summary: '<one sentence>', detail: '<details>', tags: ['tag1', 'tag2'] },
      { type: 'artifact', summary: 'a.txt holds a greeting.' },
    ]),
  ],
  after: HELLO,
  check: ({ memory: entries }) => [
    [!JSON.stringify(entries).includes('<one sentence>'), 'a placeholder is remembered'],
    [entries.some(({ summary }) => summary.includes('a.txt')), 'the other entry is lost'],
  ],
});
