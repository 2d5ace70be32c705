import { answer } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'EB23',
  title: 'what is to be remembered repeats one entry and never closes',
  at: 'extractor',
  executor: [WORK],
  extractor: [answer(`[${'{"type":"fact","summary":"a.txt holds hello"},'.repeat(4000)}`)],
  after: HELLO,
  check: ({ memory }) => [[memory.length < 20, `${memory.length} entries of one fact`]],
});
