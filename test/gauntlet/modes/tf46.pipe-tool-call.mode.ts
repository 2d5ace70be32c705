import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF46',
  title: '<|tool_call|>[…]<|/tool_call|>',
  at: 'executor',
  executor: [
    {
      text: '<|tool_call|>[{"type": "function", "function": {"name": "write_file", "arguments": {"path": "a.txt", "content": "hello\\n"}}}]<|/tool_call|>',
    },
    FINISH,
  ],
  after: HELLO,
  mostRequests: 6,
});
