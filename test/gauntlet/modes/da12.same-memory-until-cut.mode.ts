import { HELLO, mode } from '../mode.js';

const ENTRY =
  '{"type": "discovery", "summary": "The project has a file a.txt.", "detail": "", "tags": ["file"], "relevance_to": []}';

export default mode({
  id: 'DA12',
  title: 'the extractor says the same memory until it is cut',
  at: 'extractor',
  extractor: [{ text: `[${`${ENTRY}, `.repeat(120)}${ENTRY.slice(0, 40)}`, finish: 'length' }],
  after: HELLO,
  check: ({ memory }) => [[memory.length < 10, `${memory.length} memories of one thing`]],
});
