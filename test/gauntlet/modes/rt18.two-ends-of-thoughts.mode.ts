import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'RT18',
  title: 'thoughts that end twice, with a call between',
  at: 'executor',
  executor: [
    {
      text: 'First a look.\n</think>\n<tool_call>{"name": "delete_file", "arguments": {"path": "keep.txt"}}</tool_call>\nNo, better to write.\n</think>\n<tool_call>{"name": "write_file", "arguments": {"path": "a.txt", "content": "hello\\n"}}</tool_call>',
    },
    FINISH,
  ],
  before: { 'keep.txt': 'mine\n' },
  after: HELLO,
});
