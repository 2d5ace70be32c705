import { answer } from '#testing';
import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'MX1',
  title: 'reasoning never opened, a fenced call, a missing brace and an invented result',
  at: 'executor',
  executor: [
    answer(
      'I need the file.\n</think>\n<tool_call>\n{"name": "write_file", "arguments": {"path": "a.txt", "content": "hello\\n"}\n</tool_call>\n<tool_response>\ncreated\n</tool_response>\nAll done!',
    ),
    FINISH,
  ],
  after: HELLO,
  mostRequests: 8,
});
