import { call } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'DA13',
  title: 'the extractor calls a tool that writes a file',
  at: 'extractor',
  extractor: [call('write_file', { path: 'memory.json', content: '[{"summary": "a.txt is done"}]' })],
  after: HELLO,
});
