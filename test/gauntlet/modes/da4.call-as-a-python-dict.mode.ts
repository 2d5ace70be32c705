import { answer } from '#testing';
import { attempt, FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'DA4',
  title: 'the call stands in the text as a Python dict, after the end of a thought',
  at: 'executor',
  executor: [
    attempt(
      answer(
        "I need one file.\n</think>\n\n<tool_call>\n{'name': 'write_file', 'arguments': {'path': 'a.txt', 'content': 'hello\\n'}}\n</tool_call>",
      ),
      FINISH,
    ),
  ],
  after: HELLO,
});
