import { answer } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF29',
  title: 'the arguments stand beside the name',
  at: 'executor',
  executor: [
    answer('{"tool": "write_file", "path": "a.txt", "content": "hello\\n"}'),
    answer('{"name": "finish", "summary": "Wrote a.txt."}'),
  ],
  after: HELLO,
  mostRequests: 6,
});
