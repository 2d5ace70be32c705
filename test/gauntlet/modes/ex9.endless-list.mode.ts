import { memory } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'EX9',
  title: 'two hundred entries',
  at: 'extractor',
  extractor: [memory(Array.from({ length: 200 }, (_, n) => ({ summary: `fact number ${n}` })))],
  after: HELLO,
  check: ({ memory: noted }) => [[noted.length > 0 && noted.length <= 20, `${noted.length} entries were kept`]],
});
