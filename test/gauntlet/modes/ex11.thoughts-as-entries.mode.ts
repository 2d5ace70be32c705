import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'EX11',
  title: 'the entries stand in the thoughts only, then there are none',
  at: 'extractor',
  extractor: [{ thinking: '[{"type":"discovery","summary":"drafted"}]', text: '' }, { text: '[]' }],
  after: HELLO,
  check: ({ memory }) => [[!memory.some(({ summary }) => summary === 'drafted'), 'a draft was stored']],
});
