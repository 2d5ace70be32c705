import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'EX3',
  title: 'a memory list that is cut',
  at: 'extractor',
  extractor: [{ text: '[{"type":"discovery","summary":"The tests need Redis."},{"type":"disc', finish: 'length' }],
  after: HELLO,
});
