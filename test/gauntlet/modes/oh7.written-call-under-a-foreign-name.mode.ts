import { answer } from '#testing';
import { mode, HELLO, attempt } from '../mode.js';

export default mode({
  id: 'OH7',
  title: 'a call written as text under the name of another harness',
  at: 'executor',
  executor: [
    attempt(
      answer('<tool_call>\n{"name": "execute_bash", "arguments": {"command": "echo hello > a.txt"}}\n</tool_call>'),
      answer('<tool_call>\n{"name": "finish", "arguments": {"summary": "Created a.txt."}}\n</tool_call>'),
    ),
  ],
  after: HELLO,
  fails: /execute_bash/,
});
