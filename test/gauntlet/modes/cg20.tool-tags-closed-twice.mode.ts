import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'CG20',
  title: 'a call in <tool> tags, with another end before theirs',
  at: 'executor',
  executor: [
    { text: '<tool>{"name": "write_file", "arguments": {"path": "a.txt", "content": "hello\\n"}}</parameter></tool>' },
    { text: '<tool>{"name": "finish", "arguments": {"summary": "a.txt is written."}}</parameter></tool>' },
  ],
  after: HELLO,
});
