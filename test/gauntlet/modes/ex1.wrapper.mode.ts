import { json } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'EX1',
  title: 'a wrapper instead of a list',
  at: 'extractor',
  extractor: [json({ memories: [{ type: 'discovery', summary: 'The project uses pnpm.' }] })],
  after: HELLO,
  check: ({ memory }) => [[memory.some(({ summary }) => /pnpm/.test(summary)), 'nothing was stored']],
});
