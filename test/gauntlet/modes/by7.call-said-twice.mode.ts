import { finish } from '#testing';
import { honest } from '../honest.js';
import { attempt, mode } from '../mode.js';

const APPEND = 'echo "- two" >> list.md';

export default mode({
  id: 'BY7',
  title: 'the same appending command comes as a call and once more as text beside it',
  at: 'executor',
  goal: 'Append the line "- two" to list.md.',
  before: { 'list.md': '- one\n' },
  executor: [
    attempt(
      {
        text: `I append it.\n<tool_call>\n{"name": "shell_execute", "arguments": {"command": ${JSON.stringify(APPEND)}}}\n</tool_call>`,
        toolCalls: [{ name: 'shell_execute', arguments: { command: APPEND } }],
      },
      finish('The line is appended.'),
    ),
  ],
  verifier: [honest({ work: ['+- two'] })],
  after: { 'list.md': '- one\n- two\n' },
});
