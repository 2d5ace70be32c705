import { answer } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF28',
  title: 'an object whose only key is the tool',
  at: 'executor',
  executor: [
    answer('{"write_file": {"path": "a.txt", "content": "hello\\n"}}'),
    answer('{"tool_call": {"name": "finish", "arguments": {"summary": "Wrote a.txt."}}}'),
  ],
  after: HELLO,
  mostRequests: 6,
});
