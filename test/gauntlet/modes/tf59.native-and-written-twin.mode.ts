import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'TF59',
  title: 'the same call natively and as text must run once',
  at: 'executor',
  goal: 'Append the line "two" to log.txt.',
  before: { 'log.txt': 'one\n' },
  executor: [
    {
      text: '<tool_call>\n{"name": "shell_execute", "arguments": {"command": "echo two >> log.txt"}}\n</tool_call>',
      toolCalls: [{ name: 'shell_execute', arguments: { command: 'echo two >> log.txt' } }],
    },
    FINISH,
  ],
  after: { 'log.txt': 'one\ntwo\n' },
});
